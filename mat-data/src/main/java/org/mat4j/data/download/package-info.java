/** Fetches the files of the known data sets: resumes, tries mirrors, and verifies what arrives. */
package org.mat4j.data.download;
