#!/usr/bin/env bash
# Makes the Java kernel of the notebooks known to Jupyter, under the name "lape-java".
#   notebooks/install-kernel.sh            for this user
#   notebooks/install-kernel.sh FOLDER     below FOLDER/kernels (then set JUPYTER_PATH=FOLDER)
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
base=${1:-${JUPYTER_DATA_DIR:-$HOME/.local/share/jupyter}}
kernel=$base/kernels/lape-java
target=$home/jobs/target

"$home/jobs/bin/lape" --version >/dev/null # builds when needed
jars=$(printf '%s:' "$target"/kernel/*.jar)
mkdir -p "$kernel"
{
  printf '{\n  "display_name": "LAPE (Java 17)",\n  "language": "java",\n  "interrupt_mode": "message",\n'
  printf '  "env": {"LAPE_HOME": "%s"},\n  "argv": [\n    "%s", "-Xmx1500m", "-Djava.awt.headless=true",\n' "$home" "${JAVA_HOME:+$JAVA_HOME/bin/}java"
  sed 's/.*/    "&",/' "$home/jobs/bin/jvm.options"
  printf '    "-cp", "%s:%s:%s",\n    "org.rapaio.jupyter.kernel.MainApp", "{connection_file}"\n  ]\n}\n' \
    "$(ls "$target"/lape-jobs-*-spark.jar)" "$(cat "$target/runtime.classpath")" "${jars%:}"
} >"$kernel/kernel.json"
echo "Kernel 'lape-java' is in $kernel"
