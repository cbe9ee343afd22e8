#!/usr/bin/env bash
# Submits lape to a standalone Spark 4.1 cluster, driver on this machine (client mode).
#   jobs/submit/standalone.sh spark://host:7077 run --lake /shared/lake --sources /shared/sources --plan my-plan.yaml --out /shared/release
# --lake and --sources must be reachable under the same name from this machine and from every worker.
set -euo pipefail
here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
[ $# -ge 2 ] || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
master=$1; shift
# shellcheck source=common.sh
. "$here/common.sh"
lape_submit --master "$master" --deploy-mode client -- "$@"
