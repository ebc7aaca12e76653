# The commands of this project. They need a JDK 25, Maven and make; the tests also Go.

# Maven's own libraries use what newer JVMs warn about.
MVN = JAVA_HOME="$$(./ringfence java-home)" \
	MAVEN_OPTS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow $$MAVEN_OPTS" mvn -B
# Prints how many tests passed and failed; .ci/run does so itself.
TOTALS ?= .ci/totals
IMAGE ?= ringfence:latest
# What the image says of its origin: the commit, and when it was made.
IMAGE_LABELS = $(shell git rev-parse HEAD >/dev/null 2>&1 && TZ=UTC0 git log -1 --date=format-local:%Y-%m-%dT%H:%M:%SZ --format='--build-arg REVISION=%H --build-arg CREATED=%cd')
# Debian packages with the tools that the tests hold against what Ringfence ships.
PACKAGES = prometheus podman runc

.PHONY: help build test demo bench image format clean java maven control-plane packages

help:
	@echo 'make demo    show Ringfence at work on an embedded API server (ARGS=--once: and exit)'
	@echo 'make test    build everything and run all tests, on a real control plane too'
	@echo 'make build   build target/ringfence.jar, without tests'
	@echo 'make bench   measure (ARGS=... narrows it down)'
	@echo 'make image   build the container image with podman or docker (ARGS=... is passed on; IMAGE=... names it)'
	@echo 'make format  format the sources'
	@echo 'make clean   remove what was built'

build: java maven
	@$(MVN) -q -DskipTests package

test: java maven control-plane packages
	@rm -rf target/surefire-reports target/failsafe-reports
	@status=0; $(MVN) verify || status=1; $(TOTALS) || status=1; exit $$status

demo: java
	@./ringfence demo $(ARGS)

bench: java
	@./ringfence bench $(ARGS)

# Podman is asked whether it works, docker also whether its daemon runs.
image:
	@for engine in podman docker; do \
		if command -v $$engine >/dev/null && $$engine info >/dev/null 2>&1; then \
			exec $$engine build -t $(IMAGE) $(IMAGE_LABELS) $(ARGS) .; \
		fi; \
	done; \
	echo 'make: needs podman or docker, with its daemon running, to build the image: apt-get install podman, or https://docs.docker.com/engine/install/' >&2; exit 1

format: java maven
	@$(MVN) -q spotless:apply

clean:
	@rm -rf target

java:
	@./ringfence java-home >/dev/null

maven:
	@command -v mvn >/dev/null || { echo 'make: needs Maven 3.8.7 or newer: apt-get install maven, or https://maven.apache.org/install.html' >&2; exit 1; }

control-plane:
	@command -v go >/dev/null || { echo 'make: the tests need Go (https://go.dev/dl/): it builds actionlint, and once a Kubernetes control plane, unless KUBEBUILDER_ASSETS names a folder with etcd and kube-apiserver' >&2; exit 1; }

packages:
	@src/test/install-packages $(PACKAGES)
