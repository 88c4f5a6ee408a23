// SPDX-License-Identifier: GPL-2.0-only
/*
 * BME280, Bosch BST-BME280-DS001 version 1.23: registers of a byte that count up as they are read.
 * The coefficients of temperature and pressure, and the raw pressure, are those of the data sheet's
 * worked example; the raw temperature is the one that makes the temperature wanted.
 */
#include <linux/errno.h>
#include <linux/math64.h>

#include "chip.h"

#define T1 27504
#define T2 26435
#define T3 (-1000)
#define RAW_MAX 0xfffff
#define RAW_PRESSURE 415148
#define RAW_HUMIDITY 0x6c00
#define REGISTER_ID 0xd0
#define REGISTER_RAW 0xf7

#define LE16(x) (u16)(x) & 0xff, (u16)(x) >> 8

/* From 0x88: T1 to T3, P1 to P9, a byte of nothing, H1. */
static const u8 low[] = {
	LE16(T1), LE16(T2), LE16(T3),
	LE16(36477), LE16(-10685), LE16(3024), LE16(2855), LE16(140), LE16(-7),
	LE16(15500), LE16(-14600), LE16(6000), 0, 75,
};

/* From 0xe1: H2 = 362, H3 = 0, H4 = 330 and H5 = 50 share a byte, H6 = 30. */
static const u8 high[] = { LE16(362), 0, 330 >> 4, (330 & 15) | (50 & 15) << 4, 50 >> 4, 30 };

/* What the compensation makes of RAW, in thousandths of a degree. */
static int milli_of(int raw)
{
	s64 from = raw - 16 * T1;
	s64 fine = ((from * T2) >> 14) + ((from * from * T3) >> 34);

	return div_s64(fine * 1000, 5120);
}

static int raw_temperature(int milli)
{
	int least = 0, most = RAW_MAX;

	while (least < most) {
		int middle = (least + most) / 2;

		if (milli_of(middle) < milli)
			least = middle + 1;
		else
			most = middle;
	}
	return least;
}

static u8 raw_byte(const struct lab_chip *chip, int at)
{
	int t = raw_temperature(chip->milli);
	const u8 raw[8] = {
		RAW_PRESSURE >> 12, RAW_PRESSURE >> 4 & 0xff, RAW_PRESSURE << 4 & 0xf0,
		t >> 12, t >> 4, t << 4, RAW_HUMIDITY >> 8, RAW_HUMIDITY & 0xff,
	};

	return raw[at];
}

static u8 bme280_byte(const struct lab_chip *chip, int reg)
{
	if (reg >= 0x88 && reg < 0x88 + sizeof(low))
		return low[reg - 0x88];
	if (reg >= 0xe1 && reg < 0xe1 + sizeof(high))
		return high[reg - 0xe1];
	if (reg >= REGISTER_RAW && reg < REGISTER_RAW + 8)
		return raw_byte(chip, reg - REGISTER_RAW);
	switch (reg) {
	case REGISTER_ID:
		return chip->fault == LAB_FAULT_ID ? 0x61 : 0x60;
	case 0xf2:
	case 0xf4:
		/* Normal mode is kept; a forced measurement is done at once, and the chip sleeps. */
		return (chip->config & 3) == 3 ? chip->config : chip->config & ~3;
	default:
		return 0;
	}
}

static int bme280_write(struct lab_chip *chip, const u8 *bytes, int count)
{
	int i;

	if (count > 0)
		chip->pointer = bytes[0];
	/* Pairs of register and value follow each other. */
	for (i = 0; i + 1 < count; i += 2)
		if (bytes[i] == 0xf4)
			chip->config = bytes[i + 1];
	return 0;
}

static int bme280_read(struct lab_chip *chip, u8 *bytes, int count)
{
	int i;

	for (i = 0; i < count; i++)
		bytes[i] = bme280_byte(chip, (chip->pointer + i) & 0xff);
	return 0;
}

const struct lab_model lab_bme280 = { "bme280", 0, bme280_write, bme280_read };
