{{/* What the schema cannot say: values that are good one by one, and wrong together. */}}
{{- define "ringfence.checks" -}}
{{- $values := .Values -}}
{{- if and (gt (int $values.replicas) 1) (not $values.daemon.leaderElection) -}}
{{- fail (printf "replicas must be at most 1 without daemon.leaderElection, so that no two of them write, but was: %d" (int $values.replicas)) -}}
{{- end -}}
{{- if and $values.serviceMonitor.enabled $values.podMonitor.enabled -}}
{{- fail "expected one of serviceMonitor.enabled and podMonitor.enabled, found both: each replica would be scraped twice" -}}
{{- end -}}
{{- if and $values.baselines.existingConfigMap (eq $values.baselines.as "Files") $values.baselines.list -}}
{{- fail "expected baselines.existingConfigMap or a baselines.list as Files, found both" -}}
{{- end -}}
{{- $names := list -}}
{{- range $values.baselines.list -}}
{{- if has .name $names -}}
{{- fail (printf "each name in baselines.list must be there once, but was there again: %s" .name) -}}
{{- end -}}
{{- $names = append $names .name -}}
{{- if and $values.rbac.create (eq $values.rbac.tier "observe") (eq (dig "mode" "Observe" .spec) "Repair") -}}
{{- fail (printf "baseline %s wants mode Repair, which rbac.tier observe does not allow: set rbac.tier=repair, or mode: Observe" .name) -}}
{{- end -}}
{{- end -}}
{{- end -}}
