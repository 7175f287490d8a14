using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>The texts of the rows of a block, of strings or of symbols.</summary>
internal readonly ref struct TextRows
{
    private readonly Symbols _symbols;
    private readonly ReadOnlySpan<int> _rows;
    private readonly TextBlock? _texts;

    /// <param name="symbols">The symbols of the request.</param>
    /// <param name="operand">Strings or symbols.</param>
    /// <param name="block">Which rows.</param>
    public TextRows(Symbols symbols, RowExpression operand, in Block block)
    {
        _symbols = symbols;
        _texts = (operand as TextExpression)?.Texts;
        _rows = (operand is TextExpression text ? text.Rows : (RowExpression<int>)operand).Read(block);
    }

    /// <summary>The text of a row of the block.</summary>
    public ReadOnlySpan<byte> this[int index] => _texts is null ? _symbols.Utf8(_rows[index])
        : _rows[index] < 0 ? default : _texts.Utf8(_rows[index]);
}
