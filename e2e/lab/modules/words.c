// SPDX-License-Identifier: GPL-2.0-only
/*
 * Thermometers with 16-bit registers behind a pointer, high byte first: TMP102 (TI SBOS397H section
 * 7.5), TMP117 (TI SBOSAB5 section 8.6), MCP9808 (Microchip DS20005095B section 5).
 */
#include <linux/errno.h>
#include <linux/math64.h>

#include "chip.h"

#define TMP102_EXTENDED 0x0010

/* Rounds to the nearest of PER steps a degree. */
static int steps(const struct lab_chip *chip, int per)
{
	s64 scaled = (s64)chip->milli * per;

	return div_s64(scaled + (scaled < 0 ? -500 : 500), 1000);
}

static u16 tmp102_word(const struct lab_chip *chip)
{
	switch (chip->pointer) {
	case 0:
		/* Bit 0 tells which of the two forms it is. */
		if (chip->config & TMP102_EXTENDED)
			return (u16)(steps(chip, 16) << 3) | 1;
		return (u16)(steps(chip, 16) << 4);
	case 1:
		return chip->config;
	case 2:
		return 0x4b00;
	default:
		return 0x5000;
	}
}

static u16 tmp117_word(const struct lab_chip *chip)
{
	switch (chip->pointer) {
	case 0:
		return steps(chip, 128);
	case 1:
		/* Data are always ready: the emulated chip converts in no time. */
		return chip->config | 0x2000;
	case 0x0f:
		return chip->fault == LAB_FAULT_ID ? 0x0075 : 0x0117;
	default:
		return 0;
	}
}

static u16 mcp9808_word(const struct lab_chip *chip)
{
	switch (chip->pointer) {
	case 1:
		return chip->config;
	case 5:
		return steps(chip, 16) & 0x1fff;
	case 6:
		return chip->fault == LAB_FAULT_ID ? 0x1f05 : 0x0054;
	case 7:
		return 0x0400;
	case 8:
		/* One byte wide. */
		return 0x0303;
	default:
		return 0;
	}
}

static int words_write(struct lab_chip *chip, const u8 *bytes, int count)
{
	if (count > 0)
		chip->pointer = bytes[0];
	if (count >= 3 && chip->pointer == 1)
		chip->config = bytes[1] << 8 | bytes[2];
	return 0;
}

static int words_read(u16 word, u8 *bytes, int count)
{
	int i;

	for (i = 0; i < count; i++)
		bytes[i] = i % 2 ? word : word >> 8;
	return 0;
}

static int tmp102_read(struct lab_chip *chip, u8 *bytes, int count)
{
	return words_read(tmp102_word(chip), bytes, count);
}

static int tmp117_read(struct lab_chip *chip, u8 *bytes, int count)
{
	return words_read(tmp117_word(chip), bytes, count);
}

static int mcp9808_read(struct lab_chip *chip, u8 *bytes, int count)
{
	return words_read(mcp9808_word(chip), bytes, count);
}

const struct lab_model lab_tmp102 = { "tmp102", 0x60a0, words_write, tmp102_read };
const struct lab_model lab_tmp117 = { "tmp117", 0x0220, words_write, tmp117_read };
const struct lab_model lab_mcp9808 = { "mcp9808", 0, words_write, mcp9808_read };
