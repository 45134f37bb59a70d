/** Comma-separated values: reading them strictly, writing them so that names may hold anything. */
package org.mat4j.lab.table;
