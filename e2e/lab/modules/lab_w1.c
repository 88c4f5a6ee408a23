// SPDX-License-Identifier: GPL-2.0-only
/*
 * A 1-Wire bus with two DS18B20, bit by bit: the kernel finds them by its own ROM search and reads
 * them with w1_therm. Maxim DS18B20 data sheet 19-7487 revision 6, sections "64-bit lasered ROM
 * code", "ROM commands", "Function commands".
 *
 * Orders, written to /sys/kernel/debug/lab_w1, the first number says which chip:
 *   0 milli -5000     the temperature in thousandths of a degree Celsius
 *   0 fault crc       the check sum of the scratchpad is wrong
 *   0 fault power     power fails before each measurement is read: 85 degrees
 *   0 fault gone      the wire is cut
 *   0 fault none
 */
#include <linux/module.h>
#include <linux/string.h>
#include <linux/w1.h>

#include "lab.h"

#define FAMILY 0x28
#define ROM_BITS 64
#define SCRATCHPAD 9

enum fault { FAULT_NONE, FAULT_CRC, FAULT_POWER, FAULT_GONE };

static const char *const faults[] = { "none", "crc", "power", "gone" };

enum state {
	SILENT,			/* until the next reset */
	ROM_COMMAND,
	MATCH,
	SEARCH,
	FUNCTION_COMMAND,
	READ_SCRATCHPAD,
	WRITE_SCRATCHPAD,
	DONE,			/* answers 1: measured, or powered by a wire of its own */
};

struct chip {
	u64 serial;		/* 48 bits */
	u64 rom;

	/* Set by orders, at any time. */
	int milli;
	enum fault fault;

	/* Only used with the bus locked. */
	enum state state;
	int bit;		/* which bit of the current state is next */
	u8 command;
	u8 scratchpad[SCRATCHPAD];
};

static struct chip chips[] = {
	{ .serial = 0x03a1b2c3d401ULL, .milli = 18500 },
	{ .serial = 0x03a1b2c3d40aULL, .milli = -3250 },
};

static void chip_power_on(struct chip *chip)
{
	static const u8 fresh[SCRATCHPAD - 1] = { 0x50, 0x05, 0x4b, 0x46, 0x7f, 0xff, 0x0c, 0x10 };

	memcpy(chip->scratchpad, fresh, sizeof(fresh));
}

static void chip_measure(struct chip *chip)
{
	int sixteenths = DIV_ROUND_CLOSEST(READ_ONCE(chip->milli) * 2, 125);

	chip->scratchpad[0] = sixteenths;
	chip->scratchpad[1] = sixteenths >> 8;
	chip->scratchpad[6] = 0x10 - (sixteenths & 0xf);
}

static void chip_enter(struct chip *chip, enum state state)
{
	chip->state = state;
	chip->bit = 0;
	chip->command = 0;
}

static void chip_rom_command(struct chip *chip)
{
	switch (chip->command) {
	case W1_SEARCH:
		chip_enter(chip, SEARCH);
		break;
	case W1_MATCH_ROM:
		chip_enter(chip, MATCH);
		break;
	case W1_SKIP_ROM:
		chip_enter(chip, FUNCTION_COMMAND);
		break;
	default:
		/* W1_ALARM_SEARCH too: no alarm is set. */
		chip_enter(chip, SILENT);
	}
}

static void chip_function_command(struct chip *chip)
{
	switch (chip->command) {
	case 0x44:
		chip_measure(chip);
		chip_enter(chip, DONE);
		break;
	case 0xbe:
		if (READ_ONCE(chip->fault) == FAULT_POWER)
			chip_power_on(chip);
		chip->scratchpad[8] = w1_calc_crc8(chip->scratchpad, SCRATCHPAD - 1);
		if (READ_ONCE(chip->fault) == FAULT_CRC)
			chip->scratchpad[8] ^= 0xff;
		chip_enter(chip, READ_SCRATCHPAD);
		break;
	case 0x4e:
		chip_enter(chip, WRITE_SCRATCHPAD);
		break;
	case 0x48:
	case 0xb4:
	case 0xb8:
		chip_enter(chip, DONE);
		break;
	default:
		chip_enter(chip, SILENT);
	}
}

/* A command comes least significant bit first. */
static void chip_take_command(struct chip *chip, u8 bit, void (*obey)(struct chip *chip))
{
	chip->command |= bit << chip->bit;
	if (++chip->bit == 8)
		obey(chip);
}

/* Goes on as long as the master asks for this chip, one bit after the other. */
static void chip_compare(struct chip *chip, u8 bit, int at)
{
	if (bit != (chip->rom >> at & 1))
		chip_enter(chip, SILENT);
	else if (at + 1 == ROM_BITS)
		chip_enter(chip, FUNCTION_COMMAND);
	else
		chip->bit++;
}

/* Three slots for each bit: it, its complement, and which way the master goes. */
static u8 chip_search(struct chip *chip, u8 bit)
{
	int at = chip->bit / 3, slot = chip->bit % 3;

	if (slot == 2) {
		chip_compare(chip, bit, at);
		return 1;
	}
	chip->bit++;
	return (chip->rom >> at & 1) ^ slot;
}

static void chip_write_scratchpad(struct chip *chip, u8 bit)
{
	int at = 2 + chip->bit / 8, shift = chip->bit % 8;

	chip->scratchpad[at] = (chip->scratchpad[at] & ~(1 << shift)) | bit << shift;
	if (++chip->bit == 24)
		chip_enter(chip, SILENT);
}

static u8 chip_read_scratchpad(struct chip *chip)
{
	int at = chip->bit++;

	return at < SCRATCHPAD * 8 ? chip->scratchpad[at / 8] >> at % 8 & 1 : 1;
}

/* One slot: the chip sees what the master wrote, and may pull the line down while it reads. */
static u8 chip_touch(struct chip *chip, u8 bit)
{
	if (READ_ONCE(chip->fault) == FAULT_GONE)
		chip->state = SILENT;
	switch (chip->state) {
	case ROM_COMMAND:
		chip_take_command(chip, bit, chip_rom_command);
		return 1;
	case FUNCTION_COMMAND:
		chip_take_command(chip, bit, chip_function_command);
		return 1;
	case MATCH:
		chip_compare(chip, bit, chip->bit);
		return 1;
	case SEARCH:
		return chip_search(chip, bit);
	case READ_SCRATCHPAD:
		return chip_read_scratchpad(chip);
	case WRITE_SCRATCHPAD:
		chip_write_scratchpad(chip, bit);
		return 1;
	case DONE:
	case SILENT:
		break;
	}
	return 1;
}

/* The line is low as soon as one chip pulls it, or the master writes 0. */
static u8 bus_touch(void *data, u8 bit)
{
	u8 line = bit;
	int i;

	for (i = 0; i < ARRAY_SIZE(chips); i++)
		line &= chip_touch(&chips[i], bit);
	return line;
}

static u8 bus_reset(void *data)
{
	u8 nobody = 1;
	int i;

	for (i = 0; i < ARRAY_SIZE(chips); i++) {
		if (READ_ONCE(chips[i].fault) == FAULT_GONE)
			continue;
		chip_enter(&chips[i], ROM_COMMAND);
		nobody = 0;
	}
	return nobody;
}

static struct w1_bus_master master = {
	.touch_bit = bus_touch,
	.reset_bus = bus_reset,
};

static int bus_order(const char *order)
{
	unsigned int at;
	char word[8];
	int milli, fault;

	if (sscanf(order, "%u", &at) != 1 || at >= ARRAY_SIZE(chips))
		return -EINVAL;
	if (sscanf(order, "%u milli %d", &at, &milli) == 2) {
		WRITE_ONCE(chips[at].milli, milli);
		return 0;
	}
	if (sscanf(order, "%u fault %7s", &at, word) != 2)
		return -EINVAL;
	fault = match_string(faults, ARRAY_SIZE(faults), word);
	if (fault < 0)
		return fault;
	WRITE_ONCE(chips[at].fault, fault);
	return 0;
}

static int __init lab_w1_init(void)
{
	int i, err;

	for (i = 0; i < ARRAY_SIZE(chips); i++) {
		__le64 rom = cpu_to_le64(chips[i].serial << 8 | FAMILY);
		u8 crc = w1_calc_crc8((u8 *)&rom, 7);

		chips[i].rom = le64_to_cpu(rom) | (u64)crc << 56;
		chip_power_on(&chips[i]);
	}
	err = w1_add_master_device(&master);
	if (err)
		return err;
	lab_open("lab_w1", bus_order);
	return 0;
}
module_init(lab_w1_init);

static void __exit lab_w1_exit(void)
{
	lab_close();
	w1_remove_master_device(&master);
}
module_exit(lab_w1_exit);

MODULE_DESCRIPTION("Emulated 1-Wire bus of the Sealpost lab");
MODULE_LICENSE("GPL");
