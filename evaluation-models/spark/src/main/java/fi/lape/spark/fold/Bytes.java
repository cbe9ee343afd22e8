package fi.lape.spark.fold;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in bytes, at any place. */
final class Bytes {
  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);
  private static final VarHandle DOUBLE = view(double[].class);

  private Bytes() {}

  private static VarHandle view(Class<?> type) {
    return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.LITTLE_ENDIAN);
  }

  static void put(byte[] bytes, int at, short value) {
    SHORT.set(bytes, at, value);
  }

  static void put(byte[] bytes, int at, int value) {
    INT.set(bytes, at, value);
  }

  static void put(byte[] bytes, int at, long value) {
    LONG.set(bytes, at, value);
  }

  static void put(byte[] bytes, int at, double value) {
    DOUBLE.set(bytes, at, value);
  }

  static short shortAt(byte[] bytes, int at) {
    return (short) SHORT.get(bytes, at);
  }

  static int intAt(byte[] bytes, int at) {
    return (int) INT.get(bytes, at);
  }

  static long longAt(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  static double doubleAt(byte[] bytes, int at) {
    return (double) DOUBLE.get(bytes, at);
  }
}
