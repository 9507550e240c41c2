-- Opens $DAGLENS_FILE with $DAGLENS_CLI as its language server, and writes the diagnostics as JSON to $DAGLENS_OUT.
vim.cmd('edit ' .. vim.env.DAGLENS_FILE)
local id = vim.lsp.start_client({
  name = 'daglens',
  cmd = { vim.env.DAGLENS_NODE, vim.env.DAGLENS_CLI, 'lsp', '--stdio' },
  root_dir = vim.fn.getcwd(),
})
vim.lsp.buf_attach_client(0, id)
local wanted = tonumber(vim.env.DAGLENS_WANTED)
local found = vim.wait(20000, function() return #vim.diagnostic.get(0) >= wanted end, 50)

local function entry(d)
  return { line = d.lnum + 1, column = d.col + 1, severity = d.severity, source = d.source, code = d.code, message = d.message }
end
local typed = vim.tbl_map(entry, vim.diagnostic.get(0))

-- An unsaved edit that makes every line empty clears them.
vim.api.nvim_buf_set_lines(0, 0, -1, false, {})
local cleared = vim.wait(20000, function() return #vim.diagnostic.get(0) == 0 end, 50)

local out = io.open(vim.env.DAGLENS_OUT, 'w')
out:write(vim.fn.json_encode({ found = found, cleared = cleared, diagnostics = typed }))
out:close()
vim.lsp.stop_client(id)
local stopped = vim.wait(5000, function() return vim.lsp.client_is_stopped(id) end, 50)
vim.cmd((found and cleared and stopped) and 'qall!' or 'cquit 1')
