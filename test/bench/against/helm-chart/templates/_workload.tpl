{{- define "workload" }}
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  labels:
    app.kubernetes.io/managed-by: cdk8s-istio-multicluster
    app.kubernetes.io/part-of: bench
  name: {{ .service }}-{{ .version }}-{{ .cluster }}
  namespace: default
spec:
  address: {{ .at.address }}
  labels:
    cluster: {{ .cluster }}
    service.istio-multicluster/{{ .service }}: "true"
    version: {{ .version }}
  locality: {{ .at.locality }}
  ports:
    http: 15443
  serviceAccount: bench-{{ .service }}
{{- end }}
