package io.sealpost.sensors.wifi;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A network of three machines, made of network namespaces: this one, a switch, and a host behind
 * the switch, so that the host can vanish while this machine's own link stays up. Needs root.
 *
 * <pre>this machine [near] --- [port1] switch [port2] --- [far] host</pre>
 */
final class TestNetwork {
  static final String HOST_V4 = "198.18.77.2";
  static final String HOST_V6 = "fd5e:a190:57::2";
  static final String HOST_LINK_LOCAL = "fe80::5ea1:2";
  static final String HOST_MAC = "02:5E:A1:00:00:02";

  final String near;
  private final String switchSpace;
  private final String hostSpace;

  private TestNetwork() {
    String mark = Long.toString(ProcessHandle.current().pid(), 36);
    this.near = "sp" + mark;
    this.switchSpace = "sealpost-switch-" + mark;
    this.hostSpace = "sealpost-host-" + mark;
  }

  /**
   * Builds it, the host's link still down. Where that is impossible the test is skipped, unless
   * {@code SEALPOST_NAMESPACES} says that it must be possible.
   */
  static TestNetwork build() throws Exception {
    TestNetwork network = new TestNetwork();
    String refusal = network.tryNamespaces();
    if (!refusal.isEmpty()) {
      assertNull(System.getenv("SEALPOST_NAMESPACES"), "no network namespaces: " + refusal);
      System.err.println("Skipped, no network namespaces here: " + refusal);
    }
    assumeTrue(refusal.isEmpty(), "no network namespaces here: " + refusal);
    try {
      network.connect();
      return network;
    } catch (Exception e) {
      network.remove();
      throw e;
    }
  }

  void hostArrives() throws Exception {
    inHost("link set far up");
    inHost("addr replace " + HOST_V4 + "/24 dev far");
    inHost("addr replace " + HOST_V6 + "/64 dev far nodad");
    inHost("addr replace " + HOST_LINK_LOCAL + "/64 dev far nodad");
  }

  void hostVanishes() throws Exception {
    inHost("link set far down");
  }

  void nearGoesDown() throws Exception {
    must("ip link set " + near + " down");
  }

  /** Takes it away again, as far as it was built. */
  void remove() throws Exception {
    run("ip link del " + near);
    run("ip netns del " + hostSpace);
    run("ip netns del " + switchSpace);
  }

  private String tryNamespaces() throws Exception {
    String first = run("ip netns add " + switchSpace);
    return first.isEmpty() ? run("ip netns add " + hostSpace) : first;
  }

  private void connect() throws Exception {
    must("ip link add " + near + " type veth peer name port1 netns " + switchSpace);
    must("ip -n " + switchSpace + " link add port2 type veth peer name far netns " + hostSpace);
    must("ip -n " + switchSpace + " link add bridge type bridge");
    for (String port : List.of("port1", "port2")) {
      must("ip -n " + switchSpace + " link set " + port + " master bridge up");
    }
    must("ip -n " + switchSpace + " link set bridge up");
    inHost("link set far address " + HOST_MAC);
    must("ip link set " + near + " up");
    must("ip addr add 198.18.77.1/24 dev " + near);
    must("ip addr add fd5e:a190:57::1/64 dev " + near + " nodad");
    must("ip addr add fe80::5ea1:1/64 dev " + near + " nodad");
    hurry();
  }

  /** The kernel takes 36 s to give a host up by default; here about one. */
  private void hurry() throws IOException {
    for (String family : List.of("ipv4", "ipv6")) {
      Path folder = Path.of("/proc/sys/net", family, "neigh", near);
      Files.writeString(folder.resolve("base_reachable_time_ms"), "1000");
      Files.writeString(folder.resolve("delay_first_probe_time"), "1");
      Files.writeString(folder.resolve("retrans_time_ms"), "100");
    }
  }

  private void inHost(String arguments) throws Exception {
    must("ip -n " + hostSpace + " " + arguments);
  }

  private static void must(String command) throws Exception {
    String complaint = run(command);
    if (!complaint.isEmpty()) {
      throw new IOException(command + ": " + complaint);
    }
  }

  /** Returns what it complained about; empty if it went well. */
  private static String run(String command) throws Exception {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return "no end";
    }
    return process.exitValue() == 0
        ? ""
        : "exit code " + process.exitValue() + " " + output.strip();
  }
}
