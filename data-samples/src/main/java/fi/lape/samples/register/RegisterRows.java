package fi.lape.samples.register;

import fi.lape.samples.ProgrammeUnit;
import fi.lape.samples.RandomStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** One life as the rows of the register, with the municipality codes of its own time. */
final class RegisterRows implements Serializable {
  private final RegisterSettings settings;
  private final RegisterWorld world;
  private final int dataDate;

  RegisterRows(RegisterSettings settings, RegisterWorld world) {
    this.settings = settings;
    this.world = world;
    this.dataDate = (int) settings.dataDate().toEpochDay();
  }

  /** The rows of a child in a table, faulty ones last. */
  List<Row> of(RegisterTable table, long number) {
    ChildLife life = new ChildLife(settings, world, number, true);
    if (life.residences().isEmpty()) {
      return List.of(); // never lived here before the data date
    }
    List<Row> rows = right(table, life, number);
    if (settings.faults()) {
      rows.addAll(RegisterFaults.rows(table, life, number, rows, dataDate));
    }
    return rows;
  }

  /** The rows without faults. */
  List<Row> right(RegisterTable table, ChildLife life, long number) {
    return switch (table) {
      case CHILD -> child(life);
      case RESIDENCE -> residence(life, number);
      case PLACEMENT_EPISODE -> placements(life, number);
      case SERVICE_EVENT -> services(life, number);
    };
  }

  private static List<Row> child(ChildLife life) {
    List<Row> rows = new ArrayList<>();
    rows.add(RowFactory.create(life.pseudonym(), life.birth(), life.boy() ? "male" : "female"));
    return rows;
  }

  private List<Row> residence(ChildLife life, long number) {
    List<Row> rows = new ArrayList<>();
    double which = part(number);
    String child = life.pseudonym();
    for (Residence each : life.residences()) {
      int start = each.start();
      while (start < each.end() && start <= dataDate) {
        ProgrammeUnit.Part part = partOf(each.unit(), Days.year(start), which);
        int merged =
            part.lastYear() == Residence.FOREVER
                ? Residence.FOREVER
                : Days.of(part.lastYear() + 1, 1);
        int end = Math.min(each.end(), merged);
        rows.add(RowFactory.create(child, part.code(), start, open(end)));
        start = end;
      }
    }
    return rows;
  }

  private List<Row> placements(ChildLife life, long number) {
    List<Row> rows = new ArrayList<>();
    if (life.stays().isEmpty()) {
      return rows;
    }
    double which = part(number);
    String child = life.pseudonym();
    for (Stay each : life.stays()) {
      rows.add(
          RowFactory.create(
              child,
              partOf(each.unit(), Days.year(each.start()), which).code(),
              each.start(),
              open(each.end()),
              each.form().code(),
              each.decision().code()));
    }
    return rows;
  }

  private List<Row> services(ChildLife life, long number) {
    List<Row> rows = new ArrayList<>();
    RandomStream random =
        RandomStream.of(settings.seed(), "register/child/" + number + "/services");
    double which = part(number);
    for (ServiceUse each : ServiceUse.of(random, life, settings)) {
      rows.add(
          RowFactory.create(
              life.pseudonym(),
              each.service(),
              each.day(),
              partOf(each.unit(), Days.year(each.day()), which).code(),
              each.visits()));
    }
    return rows;
  }

  /** Null, which is open, for what ends after the data date. */
  private Integer open(int end) {
    return end > dataDate ? null : Integer.valueOf(end);
  }

  private double part(long number) {
    return RandomStream.of(settings.seed(), "register/child/" + number + "/part").uniform();
  }

  /** The municipality of a year's own division that a child of a panel unit lives in. */
  private ProgrammeUnit.Part partOf(int unit, int year, double which) {
    List<ProgrammeUnit.Part> parts = world.unit(unit).parts();
    double total = 0;
    for (ProgrammeUnit.Part part : parts) {
      total += part.existsIn(year) ? part.share() : 0;
    }
    double place = which * total;
    for (ProgrammeUnit.Part part : parts) {
      place -= part.existsIn(year) ? part.share() : 0;
      if (part.existsIn(year) && place <= 0) {
        return part;
      }
    }
    return parts.get(0);
  }
}
