// SPDX-License-Identifier: GPL-2.0-only
/*
 * A thermal zone "cpu-thermal", as a Pi has one.
 *
 * Orders, written to /sys/kernel/debug/lab_thermal:
 *   milli -5000     the temperature in thousandths of a degree Celsius
 *   fault fail      the sensor cannot be read; "fault none" ends that
 */
#include <linux/module.h>
#include <linux/thermal.h>

#include "lab.h"

static int milli = 48312;
static bool failing;
static struct thermal_zone_device *zone;

static int zone_get_temp(struct thermal_zone_device *tz, int *temp)
{
	if (READ_ONCE(failing))
		return -EIO;
	*temp = READ_ONCE(milli);
	return 0;
}

static struct thermal_zone_device_ops zone_ops = {
	.get_temp = zone_get_temp,
};

static int zone_order(const char *order)
{
	char fault[8];
	int value;

	if (sscanf(order, "milli %d", &value) == 1)
		WRITE_ONCE(milli, value);
	else if (sscanf(order, "fault %7s", fault) == 1)
		WRITE_ONCE(failing, !strcmp(fault, "fail"));
	else
		return -EINVAL;
	return 0;
}

static int __init lab_thermal_init(void)
{
	int err;

	zone = thermal_zone_device_register("cpu-thermal", 0, 0, NULL, &zone_ops, NULL, 0, 0);
	if (IS_ERR(zone))
		return PTR_ERR(zone);
	err = thermal_zone_device_enable(zone);
	if (err) {
		thermal_zone_device_unregister(zone);
		return err;
	}
	lab_open("lab_thermal", zone_order);
	return 0;
}
module_init(lab_thermal_init);

static void __exit lab_thermal_exit(void)
{
	lab_close();
	thermal_zone_device_unregister(zone);
}
module_exit(lab_thermal_exit);

MODULE_DESCRIPTION("Emulated thermal zone of the Sealpost lab");
MODULE_LICENSE("GPL");
