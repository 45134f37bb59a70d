/** Many runs that are independent of one another: what makes them, and where they are made. */
package org.mat4j.core.train.runs;
