package io.counterfoil.collections;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/** How generated values of this module look: hidden behind their interface, on the JDK's own collections. */
@Value.Style(
        typeImmutable = "Immutable*",
        visibility = Value.Style.ImplementationVisibility.PACKAGE,
        overshadowImplementation = true,
        jdkOnly = true,
        depluralize = true,
        deferCollectionAllocation = true,
        allowedClasspathAnnotations = {Override.class})
@Target(ElementType.PACKAGE)
@Retention(RetentionPolicy.SOURCE)
@interface ValueStyle {}
