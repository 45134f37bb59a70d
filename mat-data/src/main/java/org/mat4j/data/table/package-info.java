/**
 * Tables: files of comma-separated values with a line of column names, of which rows of numbers are made by {@link
 * org.mat4j.data.table.Columns}, which a model keeps.
 */
package org.mat4j.data.table;
