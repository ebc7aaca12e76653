package dev.ringfence.web.view;

import dev.ringfence.daemon.MissingPermission;

/// A request that RBAC does not allow Ringfence to make, and what does not work without it.
public record PermissionView(String verb, String resource, String consequence) {

    public static PermissionView of(MissingPermission permission) {
        return new PermissionView(permission.verb(), permission.resource(), permission.consequence());
    }
}
