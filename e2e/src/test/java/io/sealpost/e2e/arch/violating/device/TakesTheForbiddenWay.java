package io.sealpost.e2e.arch.violating.device;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Date;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Makes every call that is forbidden everywhere. Nobody runs it. */
public final class TakesTheForbiddenWay {
  private TakesTheForbiddenWay() {}

  static void exit() {
    System.exit(1);
  }

  static void sleep() throws InterruptedException {
    Thread.sleep(1);
  }

  @SuppressWarnings("JavaUtilDate") // what the rule is about
  static Date date() {
    return new Date(0);
  }

  static MessageDigest digest() throws NoSuchAlgorithmException {
    return MessageDigest.getInstance("MD5");
  }

  static BouncyCastleProvider provider() {
    return new BouncyCastleProvider();
  }

  static Context guess() {
    return Pi4J.newAutoContext();
  }

  static FileDescriptor socket() {
    return FileDescriptor.in;
  }

  static ObjectInputStream deserialise() throws IOException {
    return new ObjectInputStream(new ByteArrayInputStream(new byte[0]));
  }
}
