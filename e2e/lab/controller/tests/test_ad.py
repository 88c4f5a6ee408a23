import unittest

from radio import ad


class AdTest(unittest.TestCase):
    def test_ibeacon_is_laid_out_as_apple_does(self):
        data = ad.ibeacon("f7826da6-4fa2-4e98-8024-bc5b71e0893e", 7, 42, -59)
        self.assertEqual(data.hex(), "1aff4c000215f7826da64fa24e988024bc5b71e0893e0007002ac5")

    def test_eddystone_uid_names_its_service_twice(self):
        data = ad.eddystone_uid("00112233445566778899", "000000000001", -20)
        self.assertEqual(data.hex(), "0303aafe" "1716aafe00ec00112233445566778899000000000001" "0000")

    def test_flags_and_ibeacon_fill_30_bytes(self):
        fields = [ad.flags(6), ad.ibeacon("f7826da6-4fa2-4e98-8024-bc5b71e0893e", 7, 42, -59)]
        self.assertEqual(len(ad.fit(fields, ad.LEGACY_LIMIT)), 30)

    def test_too_much_is_refused(self):
        with self.assertRaisesRegex(ValueError, "32 bytes long; 31 fit"):
            ad.fit([ad.name("a" * 30)], ad.LEGACY_LIMIT)

    def test_name_is_utf_8(self):
        self.assertEqual(ad.name("Zoë").hex(), "05095a6fc3ab")

    def test_short_eddystone_namespace_is_refused(self):
        with self.assertRaisesRegex(ValueError, "not 9 and 6"):
            ad.eddystone_uid("001122334455667788", "000000000001", 0)
