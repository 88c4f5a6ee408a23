package io.sealpost.station.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.BootId;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.Hello;
import io.sealpost.station.inbox.Event;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlarmTextTest {
  @Test
  void theFactNamesEpochsAndBoots() {
    assertEquals("went back from epoch 5 to 4", AlarmText.fact(alarm("ROLLED_BACK", 4, false)));
    assertEquals(
        "has two boots in epoch 5, 0123456789abcdef and 1111111111111111",
        AlarmText.fact(alarm("CLONED", 5, false)));
  }

  @ParameterizedTest
  @CsvSource({
    "ROLLED_BACK, false, the alarm ends when its boots have caught up",
    "CLONED, false, Only one of the two may run",
    "ROLLED_BACK, true, before the key was changed",
    "CLONED, true, before the key was changed"
  })
  void theAdviceSaysWhatToDo(String kind, boolean oldKey, String words) {
    String advice = AlarmText.advice(alarm(kind, 5, oldKey));

    assertTrue(advice.contains(words), advice);
    assertTrue(advice.contains(oldKey ? "\"sealpost key new rpi-07\"" : "revoke it"), advice);
    assertEquals(-1, advice.indexOf('\n'));
  }

  private static Event.HelloAlarm alarm(String kind, long epoch, boolean oldKey) {
    return new Event.HelloAlarm(
        new DeviceId("rpi-07"),
        Event.HelloAlarm.Kind.valueOf(kind),
        hello("0123456789abcdef", 5),
        hello("1111111111111111", epoch),
        oldKey);
  }

  private static Hello hello(String boot, long epoch) {
    return FakeDevice.hello(new BootId(boot), epoch, Duration.ZERO, FakeTime.START);
  }
}
