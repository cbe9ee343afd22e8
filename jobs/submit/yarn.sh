#!/usr/bin/env bash
# Submits lape to YARN, driver on this machine (client mode): HADOOP_CONF_DIR must point at the cluster's configuration.
#   HADOOP_CONF_DIR=/etc/hadoop/conf jobs/submit/yarn.sh run --lake hdfs:///lape/lake --sources hdfs:///lape/sources --plan my-plan.yaml --out release
set -euo pipefail
here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
[ $# -ge 1 ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
: "${HADOOP_CONF_DIR:?set HADOOP_CONF_DIR to the folder of the configuration of the cluster}"
# shellcheck source=common.sh
. "$here/common.sh"
lape_submit --master yarn --deploy-mode client \
  --conf spark.dynamicAllocation.enabled=true --conf spark.dynamicAllocation.shuffleTracking.enabled=true -- "$@"
