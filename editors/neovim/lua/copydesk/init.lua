-- Starts `copydesk lsp` for prose. Neovim 0.11 and later start it themselves from lsp/copydesk.lua (`vim.lsp.enable`);
-- for 0.7 to 0.10 this file does. Both read the same table of options.

local M = {}

--- What `setup` takes; every field may be left out.
M.options = {
  -- The program and its arguments.
  cmd = { 'copydesk', 'lsp' },
  filetypes = { 'markdown', 'text' },
  -- Sent to the server as the section `copydesk`: `archives` names folders outside the workspace whose articles are sources too;
  -- `inlayHints`, `codeLens` and `semanticTokens` switch on or off what is shown in the text (:help copydesk-options).
  settings = {},
  -- Called as on_attach(client, bufnr) for every buffer.
  on_attach = nil,
  -- As for any language server (completion plugins add to it).
  capabilities = nil,
  -- Your name, for statements that you mark as verified otherwise; nil asks each time.
  name = nil,
  -- Colours for names, figures, dates and so on (Neovim 0.9 and later); false leaves the highlight groups alone.
  highlights = true,
}

--- Highlight group of each kind of mention. A theme or the user's own `:highlight` wins.
M.highlight_links = {
  person = 'Identifier',
  organization = 'Type',
  place = 'Directory',
  number = 'Number',
  money = 'Number',
  date = 'Constant',
  quote = 'String',
  citation = 'Special',
}

local modern = vim.fn.has('nvim-0.11') == 1
-- Not a local function in the tables below: Neovim renamed it in 0.10.
local get_clients = vim.lsp.get_clients or vim.lsp.get_active_clients

local function parents(path)
  local folders = {}
  local folder = vim.fn.fnamemodify(path, ':h')
  while folder ~= '' and folder ~= '.' and not vim.tbl_contains(folders, folder) do
    table.insert(folders, folder)
    folder = vim.fn.fnamemodify(folder, ':h')
  end
  return folders
end

local function exists(path)
  return vim.fn.filereadable(path) == 1 or vim.fn.isdirectory(path) == 1
end

--- The folder that holds the draft and its sources: the nearest with a copydesk.toml, else the nearest that has a folder
--- of sources or is a repository. Nil when there is none of these: the server is then given no folder to read.
function M.root(path)
  local folders = parents(vim.fn.fnamemodify(path, ':p'))
  for _, markers in ipairs({ { 'copydesk.toml' }, { 'sources', 'articles', 'research', '.git' } }) do
    for _, folder in ipairs(folders) do
      for _, marker in ipairs(markers) do
        if exists(folder .. '/' .. marker) then
          return folder
        end
      end
    end
  end
  return nil
end

--- The protocol's name of a file type.
local function language_id(_, filetype)
  return filetype == 'text' and 'plaintext' or filetype
end

--- How it stands with the sources, as the server said last: `state` is ready, indexing, paused or noSources.
M.state = { state = 'indexing', done = 0, total = 0 }

--- For a status line: "copydesk 12/40", "copydesk paused", "copydesk 3", or "" where nothing is checked.
function M.statusline()
  if #M.clients(vim.api.nvim_get_current_buf()) == 0 then
    return ''
  end
  if M.state.state == 'paused' then
    return 'copydesk paused'
  elseif M.state.state == 'noSources' then
    return 'copydesk: no sources'
  elseif M.state.state == 'indexing' then
    return string.format('copydesk %d/%d', M.state.done or 0, M.state.total or 0)
  end
  local namespace = vim.lsp.diagnostic.get_namespace(M.clients(vim.api.nvim_get_current_buf())[1].id)
  return string.format('copydesk %d', #vim.diagnostic.get(0, { namespace = namespace }))
end

local function status_changed(_, status)
  M.state = status
  -- A status line drawn by an autocommand; :help copydesk-status.
  pcall(vim.api.nvim_exec_autocmds, 'User', { pattern = 'CopydeskStatus' })
  vim.cmd('redrawstatus')
end

--- What Neovim calls the configuration of a client, less what depends on the buffer.
function M.client_config()
  local capabilities = vim.deepcopy(M.options.capabilities or vim.lsp.protocol.make_client_capabilities())
  capabilities.experimental = vim.tbl_extend('force', capabilities.experimental or {}, { copydeskStatus = true })
  -- Asks for a note and a name, and then the server.
  vim.lsp.commands['copydesk/verify'] = function(command)
    require('copydesk.commands').run(command)
  end
  return {
    name = 'copydesk',
    cmd = M.options.cmd,
    settings = { copydesk = next(M.options.settings) and M.options.settings or vim.empty_dict() },
    capabilities = capabilities,
    handlers = { ['copydesk/status'] = status_changed },
    on_attach = M.options.on_attach,
    get_language_id = language_id,
  }
end

--- The clients of copydesk that run, for one buffer or all.
function M.clients(bufnr)
  return vim.tbl_filter(function(client)
    return client.name == 'copydesk' and (bufnr == nil or vim.lsp.buf_is_attached(bufnr, client.id))
  end, get_clients())
end

local function is_prose(bufnr)
  return vim.api.nvim_buf_is_loaded(bufnr)
    and vim.bo[bufnr].buftype == ''
    and vim.api.nvim_buf_get_name(bufnr) ~= ''
    and vim.tbl_contains(M.options.filetypes, vim.bo[bufnr].filetype)
end

local warned = false
-- Ids of the clients started here, by folder. Neovim 0.7 does not list a client that is still starting.
local started = {}

--- Starts a server for the buffer's folder or joins the one that runs there (Neovim 0.7 to 0.10).
function M.attach(bufnr)
  if not is_prose(bufnr) or #M.clients(bufnr) > 0 then
    return
  end
  if vim.fn.executable(M.options.cmd[1]) == 0 then
    if not warned then
      warned = true
      vim.notify(
        string.format(
          "copydesk: the program '%s' was not found. Install it (`cargo install --locked --path server/cli`) or name it in "
            .. "require('copydesk').setup({ cmd = { '/path/to/copydesk', 'lsp' } }).",
          M.options.cmd[1]
        ),
        vim.log.levels.WARN
      )
    end
    return
  end
  local root = M.root(vim.api.nvim_buf_get_name(bufnr))
  local key = root or ''
  local client = started[key] and vim.lsp.get_client_by_id(started[key])
  if not client or client.is_stopped() then
    local config = M.client_config()
    config.root_dir = root
    started[key] = vim.lsp.start_client(config)
  end
  if started[key] then
    vim.lsp.buf_attach_client(bufnr, started[key])
  end
end

local function attach_all()
  for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
    M.attach(bufnr)
  end
end

local function stop(client, force)
  if modern then
    client:stop(force)
  else
    vim.lsp.stop_client(client.id, force)
  end
end

--- Stops the servers and, when the last one has gone, starts them anew.
function M.restart()
  warned = false
  local gone = {}
  for _, client in ipairs(M.clients()) do
    table.insert(gone, client.id)
    stop(client, false)
  end
  local function again(tries)
    local left = vim.tbl_filter(function(id)
      return vim.lsp.get_client_by_id(id) ~= nil
    end, gone)
    if #left == 0 then
      if modern then
        vim.lsp.enable('copydesk')
      else
        attach_all()
      end
    elseif tries > 0 then
      vim.defer_fn(function()
        again(tries - 1)
      end, 50)
    else
      for _, id in ipairs(left) do
        stop(vim.lsp.get_client_by_id(id), true)
      end
      vim.notify('copydesk: the server did not stop by itself and was ended; run :Copydesk restart again.', vim.log.levels.WARN)
    end
  end
  again(100)
end

--- Opens Neovim's log of language servers, which holds what copydesk writes to its standard error.
function M.log()
  local path = vim.lsp.log and vim.lsp.log.get_filename and vim.lsp.log.get_filename() or vim.lsp.get_log_path()
  vim.cmd('tabnew ' .. vim.fn.fnameescape(path))
  vim.cmd('normal! G')
end

--- Puts the findings of the current draft in the location list and opens it if there are any.
function M.check()
  local clients = M.clients(vim.api.nvim_get_current_buf())
  if #clients == 0 then
    vim.notify('copydesk: this buffer is not being checked; :checkhealth copydesk says why.', vim.log.levels.WARN)
    return
  end
  local namespace = vim.lsp.diagnostic.get_namespace(clients[1].id)
  local count = #vim.diagnostic.get(0, { namespace = namespace })
  if count == 0 then
    vim.notify('copydesk: no findings in this draft.')
    return
  end
  vim.diagnostic.setloclist({ namespace = namespace, title = 'copydesk' })
end

--- Links the semantic token groups for the file types, unless they are set already.
function M.link_highlights()
  if not M.options.highlights or vim.fn.has('nvim-0.9') == 0 then
    return
  end
  for _, filetype in ipairs(M.options.filetypes) do
    for kind, group in pairs(M.highlight_links) do
      vim.api.nvim_set_hl(0, '@lsp.type.' .. kind .. '.' .. filetype, { link = group, default = true })
    end
  end
end

--- Switches copydesk on. `opts` changes `M.options`.
function M.setup(opts)
  M.options = vim.tbl_deep_extend('force', M.options, opts or {})
  local group = vim.api.nvim_create_augroup('copydesk', {})
  vim.api.nvim_create_autocmd('ColorScheme', { group = group, callback = M.link_highlights })
  M.link_highlights()
  if modern then
    local config = M.client_config()
    config.filetypes = M.options.filetypes
    vim.lsp.config('copydesk', config)
    vim.lsp.enable('copydesk')
    return
  end
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    pattern = M.options.filetypes,
    callback = function(event)
      M.attach(event.buf)
    end,
  })
  attach_all()
end

return M
