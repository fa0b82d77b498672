/** What is shown, as text, HTML and pictures; tables; words and numbers for people. */
package jacobi.notebook.display;
