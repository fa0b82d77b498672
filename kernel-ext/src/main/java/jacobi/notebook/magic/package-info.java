/** Magics: each reads its words and calls a method. */
package jacobi.notebook.magic;
