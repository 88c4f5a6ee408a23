// SPDX-License-Identifier: GPL-2.0-only
/*
 * I2C bus 1 with thermometers on it. Transfers are whole: combined write and read, raw reads, no
 * bytes at all, as a real controller does them (i2c-stub of the kernel knows SMBus only).
 *
 * Orders, written to /sys/kernel/debug/lab_i2c, addresses in hexadecimal:
 *   48 milli -5000     the temperature in thousandths of a degree Celsius
 *   48 fault nack      or timeout, id, crc, none
 *   48 power cycle     the registers are as after power-on
 */
#include <linux/i2c.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/string.h>

#include "chip.h"
#include "lab.h"

static struct lab_chip chips[] = {
	{ .address = 0x18, .model = &lab_mcp9808, .milli = 20500 },
	{ .address = 0x44, .model = &lab_sht31, .milli = 21000 },
	{ .address = 0x45, .model = &lab_sht4x, .milli = 21500 },
	{ .address = 0x48, .model = &lab_tmp102, .milli = 22500 },
	{ .address = 0x49, .model = &lab_tmp117, .milli = 23000 },
	{ .address = 0x76, .model = &lab_bme280, .milli = 25080 },
	/* These are for the kernel's own drivers. */
	{ .address = 0x4a, .model = &lab_tmp102, .milli = 23500 },
	{ .address = 0x77, .model = &lab_bme280, .milli = 24000 },
};

static const char *const faults[] = { "none", "nack", "timeout", "id", "crc" };

static DEFINE_MUTEX(lock);

static struct lab_chip *chip_at(unsigned int address)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(chips); i++)
		if (chips[i].address == address)
			return &chips[i];
	return NULL;
}

static int transfer_one(const struct i2c_msg *message)
{
	struct lab_chip *chip = chip_at(message->addr);

	/* What the Pi's controller says when nobody acknowledges. */
	if (!chip || chip->fault == LAB_FAULT_NACK)
		return -EREMOTEIO;
	if (chip->fault == LAB_FAULT_TIMEOUT)
		return -ETIMEDOUT;
	if (message->flags & I2C_M_RD)
		return chip->model->read(chip, message->buf, message->len);
	return chip->model->write(chip, message->buf, message->len);
}

static int bus_transfer(struct i2c_adapter *adapter, struct i2c_msg *messages, int count)
{
	int i, err = 0;

	mutex_lock(&lock);
	for (i = 0; i < count && !err; i++)
		err = transfer_one(&messages[i]);
	mutex_unlock(&lock);
	return err ? err : count;
}

static u32 bus_functionality(struct i2c_adapter *adapter)
{
	return I2C_FUNC_I2C | I2C_FUNC_SMBUS_EMUL;
}

static const struct i2c_algorithm algorithm = {
	.master_xfer = bus_transfer,
	.functionality = bus_functionality,
};

static struct i2c_adapter adapter = {
	.owner = THIS_MODULE,
	.name = "Sealpost lab",
	.algo = &algorithm,
	/* /dev/i2c-1, as on a Pi. */
	.nr = 1,
};

static int bus_order(const char *order)
{
	unsigned int address;
	char word[12];
	int milli, fault, err = -EINVAL;
	struct lab_chip *chip;

	if (sscanf(order, "%x", &address) != 1)
		return -EINVAL;
	chip = chip_at(address);
	if (!chip)
		return -ENXIO;
	mutex_lock(&lock);
	if (sscanf(order, "%x milli %d", &address, &milli) == 2) {
		chip->milli = milli;
		err = 0;
	} else if (sscanf(order, "%x fault %11s", &address, word) == 2) {
		fault = match_string(faults, ARRAY_SIZE(faults), word);
		err = fault < 0 ? fault : 0;
		if (fault >= 0)
			chip->fault = fault;
	} else if (sscanf(order, "%x power %11s", &address, word) == 2) {
		chip->config = chip->model->config;
		chip->pointer = 0;
		err = 0;
	}
	mutex_unlock(&lock);
	return err;
}

static int __init lab_i2c_init(void)
{
	int i, err;

	for (i = 0; i < ARRAY_SIZE(chips); i++)
		chips[i].config = chips[i].model->config;
	err = i2c_add_numbered_adapter(&adapter);
	if (err)
		return err;
	lab_open("lab_i2c", bus_order);
	return 0;
}
module_init(lab_i2c_init);

static void __exit lab_i2c_exit(void)
{
	lab_close();
	i2c_del_adapter(&adapter);
}
module_exit(lab_i2c_exit);

MODULE_DESCRIPTION("Emulated I2C bus of the Sealpost lab");
MODULE_LICENSE("GPL");
