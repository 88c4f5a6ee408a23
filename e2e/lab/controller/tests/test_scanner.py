import unittest

from radio import address, hci
from tests.bench import Bench

KEYS, BAG = address.parse("C4:7C:8D:60:11:01"), address.parse("24:0A:C4:00:00:02")


class ScannerTest(unittest.TestCase):
    def setUp(self):
        self.bench = Bench()

    def test_reports_nothing_while_nobody_scans(self):
        self.bench.tell("arrive keys")
        self.assertEqual(self.bench.adverts(5), [])

    def test_reports_who_is_in_range_until_he_leaves(self):
        self.bench.tell("arrive keys")
        self.bench.scan(duplicates=True)
        heard = self.bench.adverts(10)
        self.assertAlmostEqual(len(heard), 95, delta=3)  # every 100 to 110 ms
        self.assertEqual(set(heard), {(3, KEYS, -60)})
        self.bench.tell("leave keys")
        self.assertEqual(self.bench.adverts(10), [])

    def test_duplicates_are_reported_once_in_a_scan(self):
        self.bench.tell("arrive keys")
        self.bench.scan()
        self.assertEqual(len(self.bench.adverts(10)), 1)
        self.bench.stop_scan()
        self.bench.scan()
        self.assertEqual(len(self.bench.adverts(10)), 1)

    def test_more_devices_than_slots_are_reported_anew(self):
        self.bench.tell("arrive keys")
        self.bench.scan()
        self.bench.tell("flood 100 20")
        again = [device for _, device, _ in self.bench.adverts(5) if device == KEYS]
        self.assertGreater(len(again), 1)

    def test_a_quarter_of_the_time_hears_a_quarter(self):
        self.bench.tell("arrive keys")
        self.bench.scan(window=0x10, interval=0x40, duplicates=True)
        self.assertAlmostEqual(len(self.bench.adverts(200)), 1905 / 4, delta=60)

    def test_active_scan_gets_the_response(self):
        self.bench.tell("arrive bag")
        self.bench.scan(active=True)
        self.assertEqual([kind for kind, _, _ in self.bench.adverts(1)], [0, 4])

    def test_passive_scan_gets_no_response(self):
        self.bench.tell("arrive bag")
        self.bench.scan()
        self.assertEqual([kind for kind, _, _ in self.bench.adverts(1)], [0])

    def test_accept_list_lets_only_its_members_through(self):
        self.bench.tell("arrive keys")
        self.bench.tell("arrive bag")
        self.bench.command(hci.opcode(8, 0x0011), bytes([0]) + BAG[::-1])
        self.bench.scan(policy=1)
        self.assertEqual([device for _, device, _ in self.bench.adverts(1)], [BAG])

    def test_parameters_do_not_change_during_a_scan(self):
        self.bench.scan()
        answer = self.bench.command(hci.opcode(8, 0x000B), bytes([0, 0x10, 0, 0x10, 0, 0, 0]))
        self.assertEqual(answer[0][-1], hci.DISALLOWED)

    def test_window_longer_than_the_interval_is_refused(self):
        answer = self.bench.command(hci.opcode(8, 0x000B), bytes([0, 0x10, 0, 0x11, 0, 0, 0]))
        self.assertEqual(answer[0][-1], hci.INVALID_PARAMETERS)

    def test_phone_changes_its_address_and_stays_resolvable(self):
        self.bench.tell("arrive phone")
        self.bench.scan(duplicates=True)
        seen = {device for _, device, _ in self.bench.adverts(150)}
        self.assertEqual(len(seen), 3)
        irk = bytes.fromhex("ec0234a357c8ad05341010a60a397d9b")
        for device in seen:
            self.assertEqual(address.ah(irk, device[:3]), device[3:])

    def test_flood_is_so_many_strangers(self):
        self.bench.scan()
        self.bench.tell("flood 1000 100")
        seen = [device for _, device, _ in self.bench.adverts(20)]
        self.assertEqual((len(seen), len(set(seen))), (1000, 1000))

    def test_trace_has_what_was_reported(self):
        self.bench.tell("arrive keys")
        self.bench.scan()
        self.bench.run(1)
        lines = self.bench.reports.getvalue().splitlines()
        self.assertEqual(lines[0], "t_ms,radio,address,rssi")
        self.assertRegex(lines[1], r"^\d+,le,C4:7C:8D:60:11:01,-60$")
