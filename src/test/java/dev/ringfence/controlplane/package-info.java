/// A real Kubernetes control plane on loopback for tests: etcd, kube-apiserver, kube-controller-manager, kubectl.
@NullMarked
package dev.ringfence.controlplane;

import org.jspecify.annotations.NullMarked;
