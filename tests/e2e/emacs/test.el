;;; test.el --- drives Emacs with Eglot against the built server  -*- lexical-binding: t -*-
;; Run in --batch by `cargo xtask e2e emacs`, which copies the workspace and sets COPYDESK_PROGRAM and COPYDESK_FOLDER.
;; Ends with exit code 1 at the first failure.

(setq make-backup-files nil auto-save-default nil create-lockfiles nil)
(require 'package)
(add-to-list 'package-directory-list "/usr/share/emacs/site-lisp/elpa")
(package-initialize)
(require 'eglot)
(require 'flymake)

(defvar program (getenv "COPYDESK_PROGRAM"))
(defvar folder (file-name-as-directory (getenv "COPYDESK_FOLDER")))
(defvar limit (string-to-number (or (getenv "COPYDESK_LIMIT") "120")))

;; As docs/src/editors.md has it; text-mode stands in for markdown-mode, which is a package of its own.
(add-to-list 'eglot-server-programs `(text-mode . (,program "lsp")))
(setq eglot-sync-connect 30 eglot-confirm-server-initiated-edits nil)
(defun project-find-folder (_dir) (cons 'transient folder))
(add-hook 'project-find-functions #'project-find-folder)

(defun say (format-string &rest values)
  (princ (concat (apply #'format format-string values) "\n")))

(defun await (what done)
  "Poll until DONE gives something, which is returned."
  (let ((end (+ (float-time) limit)) result)
    (while (not (setq result (funcall done)))
      (when (> (float-time) end)
        (error "waited %d s for %s; findings: %S" limit what
               (mapcar #'flymake-diagnostic-text (flymake-diagnostics))))
      (accept-process-output nil 0.05))
    (say "ok: %s" what)
    result))

(defun finding ()
  "The finding on the wrong figure."
  (seq-find (lambda (found)
              (and (> (flymake-diagnostic-end found) (flymake-diagnostic-beg found))
                   (string-equal (buffer-substring (flymake-diagnostic-beg found) (flymake-diagnostic-end found)) "17")))
            (flymake-diagnostics)))

(defun replace-in (file from to)
  (let ((text (with-temp-buffer (insert-file-contents file) (buffer-string))))
    (with-temp-file file (insert (string-replace from to text)))))

(defun steps ()
  (copy-file (concat folder "draft.md") (concat folder "draft.txt"))
  (find-file (concat folder "draft.txt"))
  (setq buffer-file-coding-system 'utf-8-unix)
  (text-mode)
  (apply #'eglot--connect (eglot--guess-contact))
  (await "the server has come up" #'eglot-current-server)
  (let* ((found (await "the wrong figure is found" (lambda () (flymake-start) (finding))))
         (start (flymake-diagnostic-beg found))
         (line (buffer-substring (line-beginning-position) (line-end-position))))
    (ignore line)
    (unless (string-match-p "\\b11\\b" (flymake-diagnostic-text found))
      (error "it does not say what the source has: %s" (flymake-diagnostic-text found)))
    (goto-char start)
    (let* ((answer (jsonrpc-request (eglot-current-server) :textDocument/hover (eglot--TextDocumentPositionParams)))
           (text (plist-get (plist-get answer :contents) :value)))
      (unless (and (string-match-p "Harbour Wire" text) (string-match-p "11 containers" text))
        (error "the hover has no evidence: %s" text))
      (say "ok: the hover shows the source and its sentence"))
    (let* ((actions (eglot-code-actions start (flymake-diagnostic-end found)))
           (fix (seq-find (lambda (action) (string-match-p "\\`Replace.*\\b11\\b" (plist-get action :title)))
                          (append actions nil))))
      (unless fix (error "no fix among %S" (mapcar (lambda (action) (plist-get action :title)) actions)))
      (eglot--apply-workspace-edit (plist-get fix :edit)))
    (await "the quick fix puts the figure of the source in"
           (lambda () (save-excursion (goto-char (point-min)) (search-forward "recovered 11 containers" nil t))))
    (await "the finding is gone" (lambda () (flymake-start) (not (finding))))
    (save-buffer)
    (with-temp-buffer
      (insert-file-contents (concat folder "draft.txt"))
      (unless (search-forward "recovered 11 containers" nil t) (error "the saved file does not have it")))
    (say "ok: the saved file has it")
    (goto-char (point-min))
    (search-forward "recovered 11")
    (replace-match "recovered 17")
    (await "typed again, the mistake is found again" (lambda () (flymake-start) (finding)))
    (replace-in (concat folder "sources/harbour-wire.md") "recovered 11 containers" "recovered 17 containers")
    (await "a source changed on disk takes the finding away" (lambda () (flymake-start) (not (finding))))
    (set-buffer-modified-p nil)
    (eglot-shutdown (eglot-current-server))
    (say "passed")))

(condition-case why
    (steps)
  (error
   (say "FAILED: %s" (error-message-string why))
   (kill-emacs 1)))
