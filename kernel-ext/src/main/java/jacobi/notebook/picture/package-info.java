/** Drawing: a canvas that becomes SVG and PNG, letters, colours. */
package jacobi.notebook.picture;
