-- For Neovim 0.11 and later: `vim.lsp.enable('copydesk')` is enough, with or without `require('copydesk').setup()`.

local copydesk = require('copydesk')

local config = copydesk.client_config()
config.filetypes = copydesk.options.filetypes
config.root_dir = function(bufnr, on_dir)
  on_dir(copydesk.root(vim.api.nvim_buf_get_name(bufnr)))
end

return config
