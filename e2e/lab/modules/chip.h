/* SPDX-License-Identifier: GPL-2.0-only */
/* An emulated chip on the I2C bus. */
#ifndef SEALPOST_LAB_CHIP_H
#define SEALPOST_LAB_CHIP_H

#include <linux/ktime.h>
#include <linux/types.h>

enum lab_fault {
	LAB_FAULT_NONE,
	LAB_FAULT_NACK,		/* does not answer, as if unplugged */
	LAB_FAULT_TIMEOUT,	/* holds the clock line: the transfer times out */
	LAB_FAULT_ID,		/* another chip: its identity registers say so */
	LAB_FAULT_CRC,		/* its check sums are wrong */
};

struct lab_chip {
	u8 address;
	const struct lab_model *model;
	int milli;		/* temperature in thousandths of a degree Celsius */
	enum lab_fault fault;
	u16 pointer;		/* the register or command written last */
	u16 config;
	ktime_t ready;		/* when a measurement that was asked for is done */
};

/*
 * What a kind of chip does with one message. Both return 0 or a negative errno; the bus calls them
 * one at a time.
 */
struct lab_model {
	const char *name;
	u16 config;		/* of the chip when it gets power */
	int (*write)(struct lab_chip *chip, const u8 *bytes, int count);
	int (*read)(struct lab_chip *chip, u8 *bytes, int count);
};

extern const struct lab_model lab_tmp102;
extern const struct lab_model lab_tmp117;
extern const struct lab_model lab_mcp9808;
extern const struct lab_model lab_sht31;
extern const struct lab_model lab_sht4x;
extern const struct lab_model lab_bme280;

#endif
