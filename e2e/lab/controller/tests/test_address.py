import random
import unittest

from radio import address, aes


class AesTest(unittest.TestCase):
    def test_encrypts_the_example_of_fips_197_appendix_b(self):
        key = bytes.fromhex("2b7e151628aed2a6abf7158809cf4f3c")
        block = bytes.fromhex("3243f6a8885a308d313198a2e0370734")
        self.assertEqual(aes.encrypt(key, block).hex(), "3925841d02dc09fbdc118597196a0b32")

    def test_encrypts_the_example_of_fips_197_appendix_c_1(self):
        block = bytes.fromhex("00112233445566778899aabbccddeeff")
        self.assertEqual(aes.encrypt(bytes(range(16)), block).hex(), "69c4e0d86a7b0430d8cdb78070b4c55a")

    def test_refuses_a_short_key(self):
        with self.assertRaisesRegex(ValueError, "not 15 and 16"):
            aes.encrypt(bytes(15), bytes(16))


class AddressTest(unittest.TestCase):
    IRK = bytes.fromhex("ec0234a357c8ad05341010a60a397d9b")

    def test_hash_is_that_of_the_specification(self):  # Core vol 3 part H D.7
        self.assertEqual(address.ah(self.IRK, bytes.fromhex("708194")).hex(), "0dfbaa")

    def test_resolvable_address_resolves_with_its_key(self):
        made = address.resolvable(self.IRK, random.Random(3))
        self.assertEqual(made[0] >> 6, 0b01)
        self.assertEqual(address.ah(self.IRK, made[:3]), made[3:])

    def test_address_reads_as_it_is_written(self):
        self.assertEqual(address.show(address.parse("5c:f3:70:00:00:0a")), "5C:F3:70:00:00:0A")

    def test_refuses_what_is_no_address(self):
        for wrong in ("5C:F3:70:00:00", "5C-F3-70-00-00-0A", "5C:F3:70:00:00:0G", ""):
            with self.subTest(wrong), self.assertRaises(ValueError):
                address.parse(wrong)
