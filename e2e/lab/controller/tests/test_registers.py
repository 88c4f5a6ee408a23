import unittest

from radio import hci
from tests.bench import Bench


class RegistersTest(unittest.TestCase):
    def setUp(self):
        self.bench = Bench()

    def ask(self, group, command, parameters=b""):
        (answer,) = self.bench.command(hci.opcode(group, command), parameters)
        self.assertEqual((answer[1], answer[6]), (0x0E, hci.OK))
        return answer[7:]

    def test_address_is_the_script_s(self):
        self.assertEqual(self.ask(4, 0x0009).hex(), "1171da7d1a00")

    def test_what_is_written_is_read(self):
        self.ask(3, 0x0024, b"\x0c\x01\x1c")
        self.assertEqual(self.ask(3, 0x0023), b"\x0c\x01\x1c")

    def test_reset_forgets_what_was_written(self):
        self.ask(3, 0x0024, b"\x0c\x01\x1c")
        self.ask(3, 0x0003)
        self.assertEqual(self.ask(3, 0x0023), bytes(3))

    def test_host_features_follow_what_the_host_switched_on(self):
        self.ask(3, 0x0056, b"\x01")
        self.ask(3, 0x006D, b"\x01\x00")
        self.assertEqual(self.ask(4, 0x0004, b"\x01")[:3], b"\x01\x01\x03")

    def test_every_command_it_claims_is_answered(self):
        # Octet and bit of the supported commands (Core vol 4 part E 6.27), and the command.
        claimed = {(0, 0): (1, 0x01), (0, 1): (1, 0x02), (2, 3): (1, 0x19), (5, 4): (2, 0x0F), (5, 6): (3, 0x01),
                   (5, 7): (3, 0x03), (6, 0): (3, 0x05), (7, 0): (3, 0x13), (8, 0): (3, 0x1B), (9, 0): (3, 0x23),
                   (12, 7): (3, 0x45), (14, 3): (4, 0x01), (17, 1): (3, 0x52), (24, 6): (3, 0x6D), (25, 0): (8, 0x01),
                   (25, 4): (8, 0x05), (26, 2): (8, 0x0B), (26, 3): (8, 0x0C), (26, 6): (8, 0x0F), (28, 3): (8, 0x1C)}
        octets = self.ask(4, 0x0002)
        for (octet, bit), (group, command) in claimed.items():
            with self.subTest(group=group, command=hex(command)):
                self.assertTrue(octets[octet] >> bit & 1)
                self.bench.command(hci.opcode(group, command), bytes(10)[: 7 if command == 0x0B else 10])
                self.assertEqual(self.bench.unknown, [])
