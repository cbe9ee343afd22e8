package fi.lape.spark;

import fi.lape.estimators.moments.PanelMoments;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What one bucket of units was folded into, on its way to the driver. */
record Bucket(
    int number,
    PanelMoments moments,
    long rows,
    long units,
    long incompleteUnits,
    List<IncompleteUnit> examples,
    Faults faults) {
  Bucket {
    examples = List.copyOf(examples);
  }

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(number);
      out.writeLong(rows);
      out.writeLong(units);
      out.writeLong(incompleteUnits);
      out.writeInt(examples.size());
      for (IncompleteUnit unit : examples) {
        out.writeUTF(unit.unit());
        out.writeUTF(unit.cluster());
        out.writeInt(unit.absentPeriods());
        out.writeInt(unit.emptyOutcomes());
      }
      faults.write(out);
      out.write(moments.toBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }

  static Bucket fromBytes(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int number = in.readInt();
      long rows = in.readLong();
      long units = in.readLong();
      long incompleteUnits = in.readLong();
      int count = in.readInt();
      List<IncompleteUnit> examples = new ArrayList<>();
      for (int j = 0; j < count; j++) {
        examples.add(new IncompleteUnit(in.readUTF(), in.readUTF(), in.readInt(), in.readInt()));
      }
      Faults faults = Faults.read(in);
      PanelMoments moments = PanelMoments.fromBytes(in.readAllBytes());
      return new Bucket(number, moments, rows, units, incompleteUnits, examples, faults);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
