"""A Bluetooth controller made of a script: what a radio would hear, told to the kernel over HCI."""
