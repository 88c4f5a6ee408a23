// SPDX-License-Identifier: GPL-2.0-only
/*
 * Sensirion's hygrometers: a command, then a read with a check sum after each word. SHT3x-DIS data
 * sheet version 6, sections 4.3 to 4.12; SHT4x data sheet version 6.5, sections 4.4 to 4.8.
 */
#include <linux/errno.h>
#include <linux/math64.h>
#include <linux/minmax.h>
#include <linux/string.h>

#include "chip.h"

#define SHT31_STRETCH 0x2c	/* high byte of commands that hold the clock instead of refusing */
#define SHT31_STATUS 0xf32d
#define SHT31_SERIAL 0x3780
#define SHT4X_SERIAL 0x89
#define HUMIDITY 45		/* per cent, always */
/* At high repeatability, at most. */
#define SHT31_MEASURING_MS 15
#define SHT4X_MEASURING_MS 8

static u8 checksum(const struct lab_chip *chip, const u8 *word)
{
	u8 crc = 0xff;
	int i, bit;

	for (i = 0; i < 2; i++) {
		crc ^= word[i];
		for (bit = 0; bit < 8; bit++)
			crc = crc & 0x80 ? crc << 1 ^ 0x31 : crc << 1;
	}
	return chip->fault == LAB_FAULT_CRC ? crc ^ 0xff : crc;
}

/* Both chips map -45 to 130 degrees Celsius to the range of a word. */
static u16 temperature(const struct lab_chip *chip)
{
	return div_s64(((s64)chip->milli + 45000) * 65535, 175000);
}

static int answer(const struct lab_chip *chip, u16 first, u16 second, u8 *bytes, int count)
{
	u8 all[6] = { first >> 8, first, 0, second >> 8, second, 0 };

	all[2] = checksum(chip, all);
	all[5] = checksum(chip, all + 3);
	memset(bytes, 0xff, count);
	memcpy(bytes, all, min_t(int, count, sizeof(all)));
	return 0;
}

static int busy(const struct lab_chip *chip)
{
	return ktime_before(ktime_get(), chip->ready);
}

static int sht31_write(struct lab_chip *chip, const u8 *bytes, int count)
{
	/* A transfer of no bytes only asks who is there. */
	if (count < 2)
		return count ? -EREMOTEIO : 0;
	chip->pointer = bytes[0] << 8 | bytes[1];
	chip->ready = ktime_add_ms(ktime_get(), bytes[0] == 0x24 ? SHT31_MEASURING_MS : 0);
	return 0;
}

static int sht31_read(struct lab_chip *chip, u8 *bytes, int count)
{
	if (busy(chip))
		return -EREMOTEIO;
	if (chip->pointer == SHT31_STATUS)
		return answer(chip, 0x8010, 0, bytes, count);
	if (chip->pointer == SHT31_SERIAL)
		return answer(chip, 0x5ea1, 0x0031, bytes, count);
	if (chip->pointer >> 8 == 0x24 || chip->pointer >> 8 == SHT31_STRETCH)
		return answer(chip, temperature(chip), HUMIDITY * 65535 / 100, bytes, count);
	return -EREMOTEIO;
}

static int sht4x_write(struct lab_chip *chip, const u8 *bytes, int count)
{
	if (count < 1)
		return 0;
	chip->pointer = bytes[0];
	chip->ready = ktime_add_ms(ktime_get(), bytes[0] == SHT4X_SERIAL ? 0 : SHT4X_MEASURING_MS);
	return 0;
}

static int sht4x_read(struct lab_chip *chip, u8 *bytes, int count)
{
	if (busy(chip))
		return -EREMOTEIO;
	switch (chip->pointer) {
	case SHT4X_SERIAL:
		return answer(chip, 0x5ea1, 0x0040, bytes, count);
	case 0xfd:
	case 0xf6:
	case 0xe0:
		return answer(chip, temperature(chip), (HUMIDITY + 6) * 65535 / 125, bytes, count);
	default:
		return -EREMOTEIO;
	}
}

const struct lab_model lab_sht31 = { "sht31", 0, sht31_write, sht31_read };
const struct lab_model lab_sht4x = { "sht4x", 0, sht4x_write, sht4x_read };
