import json
import unittest

from radio import hci
from tests.bench import SCAN_ENABLE, Bench

RESET = hci.opcode(3, 0x0003)


class FaultsTest(unittest.TestCase):
    def setUp(self):
        self.bench = Bench()
        self.bench.tell("arrive keys")
        self.bench.scan(duplicates=True)

    def test_stalled_radio_answers_and_hears_nothing(self):
        self.bench.tell("stall on")
        self.assertEqual(self.bench.adverts(5), [])
        self.assertEqual(self.bench.command(SCAN_ENABLE, b"\1\0"), [hci.complete(SCAN_ENABLE, b"\0")])
        self.assertEqual(self.bench.adverts(5), [])
        self.bench.tell("stall off")
        self.assertNotEqual(self.bench.adverts(5), [])

    def test_stall_until_restart_ends_with_a_new_scan(self):
        self.bench.tell("stall restart")
        self.bench.stop_scan()
        self.assertEqual(json.loads(self.bench.tell("status"))["stall"], "restart")
        self.bench.scan(duplicates=True)
        self.assertNotEqual(self.bench.adverts(5), [])

    def test_stall_until_reset_outlives_a_new_scan(self):
        self.bench.tell("stall reset")
        self.bench.stop_scan()
        self.bench.scan(duplicates=True)
        self.assertEqual(self.bench.adverts(5), [])
        self.bench.command(RESET)
        self.bench.scan(duplicates=True)
        self.assertNotEqual(self.bench.adverts(5), [])

    def test_hung_radio_answers_nothing(self):
        self.bench.tell("hang on")
        self.assertEqual(self.bench.command(RESET), [])
        self.assertEqual(self.bench.adverts(5), [])

    def test_refusals_are_counted(self):
        self.bench.tell("nak scan 2")
        answers = [self.bench.command(SCAN_ENABLE, b"\0\0")[0][-1] for _ in range(3)]
        self.assertEqual(answers, [hci.DISALLOWED, hci.DISALLOWED, hci.OK])

    def test_reset_stops_scanning(self):
        self.bench.command(RESET)
        self.assertEqual(self.bench.adverts(5), [])

    def test_unplug_and_plug_are_passed_on(self):
        self.bench.tell("unplug")
        self.bench.tell("plug")
        self.assertEqual(self.bench.plugs, [False, True])
        self.assertEqual(self.bench.adverts(5), [])

    def test_unknown_command_is_refused_and_told(self):
        op = hci.opcode(8, 0x0041)
        self.assertEqual(self.bench.command(op, b"\0\0\0"), [hci.status(op, hci.UNKNOWN_COMMAND)])
        self.assertEqual(self.bench.unknown, [op])


class StageTest(unittest.TestCase):
    def test_wrong_lines_say_what_is_wrong(self):
        bench = Bench()
        for line, why in (("dance", "there is no 'dance'"), ("arrive nobody", "no peer 'nobody'"),
                          ("arrive", "does not take 0 words"), ("stall maybe", "not 'maybe'"),
                          ("rssi keys loud", "loud"), ("flood 5 0", "more than 0"), ("nak paging", "not 'paging'"),
                          ("discoverable keys on", "no classic peer")):
            with self.subTest(line), self.assertRaisesRegex(ValueError, why):
                bench.tell(line)

    def test_truth_is_kept(self):
        bench = Bench()
        bench.run(1.5)
        bench.tell("arrive keys")
        self.assertEqual(bench.truth.getvalue(), "t_ms,event\n1500,arrive keys\n")

    def test_script_refuses_what_it_does_not_know(self):
        with self.assertRaisesRegex(ValueError, "unknown key 'colour'"):
            Bench('[[peer]]\nname="a"\nkind="le"\naddress="C4:7C:8D:60:11:01"\ncolour="red"\n')
        with self.assertRaisesRegex(ValueError, "same name"):
            Bench('[[peer]]\nname="a"\nkind="le"\naddress="C4:7C:8D:60:11:01"\n' * 2)

    def test_script_says_what_a_peer_lacks(self):
        for text, why in (('kind="le"', "no name; it has: kind"), ('name="a"\nkind="radio"', "not 'radio'"),
                          ('name="a"\nkind="le"', "'a' has no address")):
            with self.subTest(text), self.assertRaisesRegex(ValueError, why):
                Bench(f"[[peer]]\n{text}\n")
