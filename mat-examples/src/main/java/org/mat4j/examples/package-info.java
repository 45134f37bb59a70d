/** Programs to start from: each trains or measures something with what a user's own program would import. */
package org.mat4j.examples;
