package dev.ringfence.controlplane;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Starts the shared control plane when the first test asks for it; JUnit closes it after the last test.
public final class ControlPlaneExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(ControlPlaneExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == ControlPlane.class || type == TestNamespaces.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ControlPlane shared = context.getRoot().getStore(NAMESPACE).computeIfAbsent(ControlPlane.class,
                _ -> ControlPlane.launch(), ControlPlane.class);
        return parameter.getParameter().getType() == ControlPlane.class
                ? shared
                : context.getStore(NAMESPACE).computeIfAbsent(TestNamespaces.class,
                        _ -> new TestNamespaces(shared.admin(),
                                context.getRequiredTestClass().getSimpleName()),
                        TestNamespaces.class);
    }
}
