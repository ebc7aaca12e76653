{{- define "ringfence.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* The release's name where that has the chart's in it, else both. Leaves room for suffixes. */}}
{{- define "ringfence.fullname" -}}
{{- $name := include "ringfence.name" . -}}
{{- $both := contains $name .Release.Name | ternary .Release.Name (printf "%s-%s" .Release.Name $name) -}}
{{- default $both .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{- define "ringfence.serviceAccountName" -}}
{{- $usual := .Values.serviceAccount.create | ternary (include "ringfence.fullname" .) "default" -}}
{{- default $usual .Values.serviceAccount.name -}}
{{- end -}}

{{- define "ringfence.selectorLabels" -}}
app.kubernetes.io/name: {{ include "ringfence.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "ringfence.labels" -}}
{{ include "ringfence.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/part-of: ringfence
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end -}}

{{/* The labels and annotations of an object: a list of the root, the object's own labels, and its own annotations. */}}
{{- define "ringfence.about" -}}
{{- $root := index . 0 -}}
{{- $labels := mustMergeOverwrite (dict) $root.Values.commonLabels (index . 1) (include "ringfence.labels" $root | fromYaml) -}}
{{- $annotations := mustMergeOverwrite (dict) $root.Values.commonAnnotations (index . 2) -}}
labels:
  {{- toYaml $labels | nindent 2 }}
{{- with $annotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "ringfence.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ default .Chart.AppVersion .Values.image.tag }}
{{- end -}}
{{- end -}}

{{/* The ConfigMap with baseline files; empty where there is none. */}}
{{- define "ringfence.baselineFiles" -}}
{{- if .Values.baselines.existingConfigMap -}}
{{ .Values.baselines.existingConfigMap }}
{{- else if and (eq .Values.baselines.as "Files") .Values.baselines.list -}}
{{ include "ringfence.fullname" . }}-baselines
{{- end -}}
{{- end -}}
