#!/usr/bin/env bash
# Submits lape to YARN, driver on this machine (client mode): HADOOP_CONF_DIR must point at the cluster's configuration.
#   HADOOP_CONF_DIR=/etc/hadoop/conf jobs/submit/yarn.sh run --lake hdfs:///lape/lake --sources hdfs:///lape/sources --plan my-plan.yaml --out release
set -euo pipefail
here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
[ $# -ge 1 ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
[ -n "${HADOOP_CONF_DIR:-}" ] || { echo "HADOOP_CONF_DIR_MISSING: HADOOP_CONF_DIR is not set. YARN is found by the configuration in that folder. Set it to the folder of the configuration of the cluster." >&2; exit 2; }
# shellcheck source=common.sh
. "$here/common.sh"
lape_submit --master yarn --deploy-mode client \
  --conf spark.dynamicAllocation.enabled=true --conf spark.dynamicAllocation.shuffleTracking.enabled=true -- "$@"
