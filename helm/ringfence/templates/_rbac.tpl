{{/* What repairs write; the same in one namespace as in the whole cluster. */}}
{{- define "ringfence.repairRules" -}}
{{- $delete := ternary ", delete" "" .Values.rbac.repair.deletePolicies }}
{{- if has "NetworkPolicy" .Values.rbac.repair.policyKinds }}
- apiGroups: [networking.k8s.io]
  resources: [networkpolicies]
  verbs: [create, patch{{ $delete }}]
{{- end }}
{{- if has "CiliumNetworkPolicy" .Values.rbac.repair.policyKinds }}
- apiGroups: [cilium.io]
  resources: [ciliumnetworkpolicies]
  verbs: [create, patch{{ $delete }}]
{{- end }}
{{- if .Values.rbac.repair.labelNamespaces }}
- apiGroups: [""]
  resources: [namespaces]
  verbs: [patch]
{{- end }}
{{- end -}}

{{/* Binds a role of the same name to the service account: a list of the root, the kind of role, its name, and its namespace. */}}
{{- define "ringfence.binding" -}}
{{- $root := index . 0 -}}
{{- $kind := index . 1 -}}
{{- $name := index . 2 -}}
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ $kind }}Binding
metadata:
  name: {{ $name }}
  {{- with index . 3 }}
  namespace: {{ . }}
  {{- end }}
  {{- include "ringfence.about" (list $root (dict) (dict)) | nindent 2 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: {{ $kind }}
  name: {{ $name }}
subjects:
  - kind: ServiceAccount
    name: {{ include "ringfence.serviceAccountName" $root }}
    namespace: {{ $root.Release.Namespace }}
{{- end -}}
