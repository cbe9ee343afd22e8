# Shared by the submit scripts: finds spark-submit, the jar and Delta. Sourced, not run.
# LAPE_JAR         the jar to submit (default: the one built under jobs/target)
# LAPE_DELTA_JARS  comma-separated Delta jars, for clusters without access to a Maven repository
# LAPE_SUBMIT_CONF more options of spark-submit, separated by spaces

lape_submit() {
  local options=()
  while [ "$1" != -- ]; do options+=("$1"); shift; done
  shift
  [ -n "${SPARK_HOME:-}" ] || { echo "SPARK_HOME_MISSING: SPARK_HOME is not set. The jar is submitted by the spark-submit found there. Set it to a Spark 4.1 (Scala 2.13) installation." >&2; exit 2; }
  local here jar
  here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
  jar=${LAPE_JAR:-$(ls "$here"/../target/lape-jobs-*-spark.jar 2>/dev/null || true)}
  [ -f "$jar" ] || { echo "JAR_MISSING: no jar to submit. It is made by 'mvn -pl jobs -am -DskipTests package'. Build it, or set LAPE_JAR." >&2; exit 2; }
  if [ -n "${LAPE_DELTA_JARS:-}" ]; then
    options+=(--jars "$LAPE_DELTA_JARS")
  else
    local delta
    delta=$(sed -n 's:.*<delta.version>\(.*\)</delta.version>.*:\1:p' "$here/../../pom.xml")
    options+=(--packages "io.delta:delta-spark_4.1_2.13:$delta")
  fi
  # shellcheck disable=SC2086 # several options may be given in one variable
  exec "$SPARK_HOME/bin/spark-submit" "${options[@]}" ${LAPE_SUBMIT_CONF:-} --class fi.lape.jobs.cli.Lape "$jar" "$@"
}
