package fi.lape.samples;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the reports of the 19 projects, by the older form first and by the newer one later. */
final class ProjectReports {

  private static final String OLD_FORM = "1.0";
  private static final String NEW_FORM = "2.0";
  private static final List<String> BILINGUAL_AREAS = List.of("UUS", "KPO");

  private static final Map<String, String> WELLBEING_ORGANISATIONS =
      Map.of("EKA", "Eksote", "KPO", "Soite");

  private final World world;
  private final AccountFiles accounts;
  private final ComponentRows componentRows;

  ProjectReports(World world, AccountFiles accounts) {
    this.world = world;
    this.accounts = accounts;
    this.componentRows = new ComponentRows(world);
  }

  void write(SampleFolder folder) throws IOException {
    List<ProjectArea> areas = world.geography().projectAreas();
    for (int i = 0; i < areas.size(); i++) {
      for (ReportCalendar.Due due : ReportCalendar.all()) {
        String path = "projects/" + areas.get(i).code() + "/" + due.fileName();
        if (world.settings().faults() && path.equals(Faults.MISSING_REPORT.file())) {
          continue;
        }
        folder.text("sources/" + path, JsonText.write(report(areas.get(i), i, due, path)));
      }
    }
  }

  private ObjectNode report(ProjectArea area, int place, ReportCalendar.Due due, String path) {
    // Half of the projects change form with the final report, the others with the follow-up.
    String version = due.number() >= (place % 2 == 0 ? 4 : 5) ? NEW_FORM : OLD_FORM;
    boolean swedish =
        area.language().equals("sv")
            || (BILINGUAL_AREAS.contains(area.code()) && due.type().equals("follow-up"));
    RandomStream random =
        RandomStream.of(world.settings().seed(), "report/" + area.code() + "/" + due.number());
    ObjectNode report = JsonText.object();
    report.put("schema_version", version).put("synthetic", true);
    report.put("language", swedish ? "sv" : "fi");
    report.putObject("project").put("area", area.code()).put("name", area.projectName());
    boolean overlapping =
        world.settings().faults() && path.equals(Faults.OVERLAPPING_PERIODS.file());
    ObjectNode head = report.putObject("report");
    head.put("type", due.type()).put("number", due.number());
    head.putObject("period")
        .put("from", overlapping ? "2017-12-01" : due.from().toString())
        .put("to", due.to().toString());
    head.put("submitted", due.submitted().toString());
    ArrayNode packages = report.putArray("packages");
    area.packages().forEach(packages::add);
    report.set("components", components(area, due, path));
    AccountFiles.Money money = accounts.of(area.code());
    double total = (money.grantCents() + money.ownCents()) / 100.0;
    double share = spendingShare(due) * random.uniform(0.94, 1.06);
    double personYears = Math.max(0.5, total * share / 72_000);
    report.put(
        version.equals(OLD_FORM) ? "staff_fte" : "personnel_person_years",
        JsonText.number(personYears, 1));
    report.put("participants", Math.round(60 + 900 * share * random.uniform(0.7, 1.3)));
    report.put("spending_eur", JsonText.number(total * share, 2));
    if (version.equals(NEW_FORM)) {
      ObjectNode cooperation = report.putObject("cooperation");
      Optional.ofNullable(WELLBEING_ORGANISATIONS.get(area.code()))
          .ifPresent(name -> cooperation.put("wellbeing_organisation", name));
      ArrayNode partners = cooperation.putArray("partners");
      partners.add(swedish ? "församlingar" : "seurakunnat");
      partners.add(swedish ? "organisationer" : "järjestöt");
    }
    report.put("text", text(area, due, swedish));
    return report;
  }

  private ArrayNode components(ProjectArea area, ReportCalendar.Due due, String path) {
    ArrayNode rows = componentRows.of(area, due);
    if (world.settings().faults() && path.equals(Faults.UNKNOWN_CODE.file())) {
      rows.addObject()
          .put("component", World.FAMILY_CENTRE)
          .put("municipality", Faults.UNKNOWN_MUNICIPALITY)
          .put("status", "planned");
    }
    if (world.settings().faults() && path.equals(Faults.MALFORMED_COMPONENT.file())) {
      ((ObjectNode) rows.get(0)).put("status", Faults.UNKNOWN_STATUS);
    }
    return rows;
  }

  /** Share of the programme's money a report accounts for; the follow-ups spend a little more. */
  private static double spendingShare(ReportCalendar.Due due) {
    return switch (due.number()) {
      case 0 -> 1.0;
      case 1 -> 0.18;
      case 2 -> 0.26;
      case 3 -> 0.27;
      case 4 -> 0.29;
      default -> 0.06;
    };
  }

  private static String text(ProjectArea area, ReportCalendar.Due due, boolean swedish) {
    if (swedish) {
      return "Syntetisk rapport "
          + due.number()
          + " för projektområdet "
          + area.code()
          + ". Innehållet är påhittat och beskriver inte projektets verkliga arbete.";
    }
    return "Synteettinen raportti "
        + due.number()
        + " hankealueelta "
        + area.code()
        + ". Sisältö on keksitty eikä kuvaa hankkeen todellista työtä.";
  }
}
