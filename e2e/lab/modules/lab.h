/* SPDX-License-Identifier: GPL-2.0-only */
/* What the emulated chips share: a file of debugfs that takes one order a line. */
#ifndef SEALPOST_LAB_H
#define SEALPOST_LAB_H

#include <linux/debugfs.h>
#include <linux/fs.h>
#include <linux/uaccess.h>

/* An order is short; what is longer is refused, not cut. */
#define LAB_ORDER_MAX 63

/* Takes one order, zero-terminated; returns 0 or a negative errno that the writer sees. */
typedef int (*lab_order_fn)(const char *order);

static lab_order_fn lab_order;
static struct dentry *lab_file;

static ssize_t lab_write(struct file *file, const char __user *from, size_t count, loff_t *at)
{
	char order[LAB_ORDER_MAX + 1];
	int err;

	if (count > LAB_ORDER_MAX)
		return -EMSGSIZE;
	if (copy_from_user(order, from, count))
		return -EFAULT;
	order[count] = '\0';
	err = lab_order(order);
	return err ? err : count;
}

static const struct file_operations lab_fops = {
	.owner = THIS_MODULE,
	.open = simple_open,
	.write = lab_write,
	.llseek = noop_llseek,
};

/* Makes /sys/kernel/debug/NAME. */
static inline void lab_open(const char *name, lab_order_fn order)
{
	lab_order = order;
	lab_file = debugfs_create_file(name, 0200, NULL, NULL, &lab_fops);
}

static inline void lab_close(void)
{
	debugfs_remove(lab_file);
}

#endif
