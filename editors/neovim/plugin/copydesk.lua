-- The command :Copydesk. Nothing is started here: that is what setup() or vim.lsp.enable() are for.

if vim.g.loaded_copydesk or vim.fn.has('nvim-0.7') == 0 then
  return
end
vim.g.loaded_copydesk = true

local subcommands = { 'check', 'log', 'restart' }

vim.api.nvim_create_user_command('Copydesk', function(call)
  local name = call.args == '' and 'check' or call.args
  if vim.tbl_contains(subcommands, name) then
    require('copydesk')[name]()
  else
    vim.notify(string.format("copydesk: no such command '%s'; there are %s.", name, table.concat(subcommands, ', ')), vim.log.levels.ERROR)
  end
end, {
  nargs = '?',
  desc = 'copydesk: check, log, restart',
  complete = function(start)
    return vim.tbl_filter(function(name)
      return vim.startswith(name, start)
    end, subcommands)
  end,
})
