using System.Globalization;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;
using Rayforce.Rayfall.Wire;
using Rayforce.Text;

namespace Rayforce.Rayfall.Printing;

/// <summary>Values as text, as native prints them, whole. What is written is charged while it is written.</summary>
internal sealed class ValueText(Symbols symbols, Budget budget)
{
    private const int Significant = 6;

    private readonly Utf8Text _text = new();
    private int _charged;

    /// <summary>What has been written, until more is.</summary>
    public ReadOnlySpan<byte> Written => _text.Written;

    public byte[] ToArray() => _text.ToArray();

    public void Append(ReadOnlySpan<byte> utf8)
    {
        _text.Append(utf8);
        Account();
    }

    /// <summary>A value as source: <c>(list 1 "a")</c>, <c>(table [a] (list [1 2]))</c>.</summary>
    public void AppendSource(Value value)
    {
        Budget.RequireStack();
        switch (value.Datum)
        {
            case TextAtom text:
                _text.AppendQuoted(text.Utf8);
                break;
            case ListColumn { Count: 3 } list when TimesBinding.Find(symbols, value) is not null:
                AppendAll("["u8, (ListColumn)list.Slice(1, 2), "]"u8);
                break;
            case ListColumn list when AreAlike(list.Span):
                AppendAll("["u8, list, "]"u8);
                break;
            case ListColumn { Count: 0 }:
                _text.Append("()"u8);
                break;
            case ListColumn list:
                AppendAll("(list "u8, list, ")"u8);
                break;
            case Column column:
                AppendAll("["u8, column, "]"u8);
                break;
            case DictValue dict:
                AppendEntries(dict);
                break;
            case TableValue table:
                AppendAll("(table ["u8, ElementTypes.Symbol.Wrap(table.Names.ToArray()), "] (list "u8);
                for (var i = 0; i < table.Columns.Length; i++)
                {
                    if (i > 0)
                        _text.Append(" "u8);
                    AppendSource(table.Columns[i]);
                }

                _text.Append("))"u8);
                break;
            case Function { Name: { } builtin }:
                _text.Append("<"u8);
                _text.Append(builtin);
                _text.Append(">"u8);
                break;
            default:
                AppendAtom(value);
                break;
        }

        Account();
    }

    /// <summary>
    /// A value where a format has a place for it: a string without quotes, a decimal with six digits.
    /// </summary>
    public void AppendFormatted(Value value)
    {
        if (value.Text is { } text)
            _text.Append(text.Utf8);
        else if (value.Scalar == ElementTypes.F64 && !value.IsNull)
            AppendShortest(value.Double);
        else
            AppendSource(value);
        Account();
    }

    /// <summary>A value as it is printed alone: lists in brackets, tables by size, symbols quoted.</summary>
    public void AppendPrinted(Value value)
    {
        Budget.RequireStack();
        switch (value.Datum)
        {
            case ListColumn list:
                _text.Append("["u8);
                for (var i = 0; i < list.Count; i++)
                {
                    if (i > 0)
                        _text.Append(" "u8);
                    AppendPrinted(list[i]);
                }

                _text.Append("]"u8);
                break;
            case TableValue table:
                _text.Append($"<table {table.RowCount}x{table.Columns.Length}>");
                break;
            case Function { Name: { } builtin }:
                _text.Append(builtin);
                break;
            default:
                if (value.IsSymbol)
                    _text.Append("'"u8);
                if (value.IsSymbol)
                    _text.Append(symbols.Utf8(value.SymbolId));
                else
                    AppendFormatted(value);
                break;
        }

        Account();
    }

    /// <summary>A value as a prompt shows it: as source, but for lists in parentheses and tables in a box.</summary>
    public void AppendShown(Value value)
    {
        Budget.RequireStack();
        switch (value.Datum)
        {
            case ListColumn list when !AreAlike(list.Span):
                _text.Append("("u8);
                for (var i = 0; i < list.Count; i++)
                {
                    if (i > 0)
                        _text.Append(" "u8);
                    AppendShown(list[i]);
                }

                _text.Append(")"u8);
                break;
            case DictValue dict:
                AppendEntries(dict, isShown: true);
                break;
            case TableValue table:
                new ToWire(symbols, budget).Convert(table).AppendRayfall(_text);
                break;
            default:
                AppendSource(value);
                break;
        }

        Account();
    }

    /// <summary>Whether items are all atoms, functions or nulls of one type, at least one.</summary>
    private static bool AreAlike(ReadOnlySpan<Value> items)
    {
        foreach (var item in items)
        {
            if (item.Type != items[0].Type
                || item.Column is not null || item.Dict is not null || item.Table is not null)
                return false;
        }

        return !items.IsEmpty;
    }

    private void AppendAll(ReadOnlySpan<byte> open, Column column, ReadOnlySpan<byte> close)
    {
        _text.Append(open);
        for (var i = 0; i < column.Count; i++)
        {
            if (i > 0)
                _text.Append(" "u8);
            // A sentinel in a vector that is not marked is the number that it is.
            var item = column[i];
            if (item.Scalar is { } type && item.IsNull && !column.HasNulls && !type.IsText && column is not ListColumn)
                AppendNumber(item);
            else
                AppendSource(item);
        }

        _text.Append(close);
    }

    private void AppendEntries(DictValue dict, bool isShown = false)
    {
        _text.Append("{"u8);
        for (var i = 0; i < dict.Count; i++)
        {
            if (i > 0)
                _text.Append(" "u8);
            AppendSource(dict.Keys[i]);
            _text.Append(":"u8);
            var value = i < dict.Values.Count ? dict.Values[i] : Value.Null;
            if (isShown)
                AppendShown(value);
            else
                AppendSource(value);
        }

        _text.Append("}"u8);
    }

    private void AppendAtom(Value value)
    {
        if (value.IsUntypedNull)
            _text.Append("null"u8);
        else if (value.Function is not null)
            _text.Append("lambda"u8);
        else if (value.IsSymbol)
            _text.AppendSymbol(symbols.Utf8(value.SymbolId));
        else if (value.IsNull)
            _text.Append(NullLiteral(value.Type));
        else if (value.Datum is GuidAtom guid)
            _text.Append(System.Runtime.CompilerServices.Unsafe.BitCast<Guid, RayGuid>(guid.Value).ToString());
        else
            AppendNumber(value);
    }

    private static ReadOnlySpan<byte> NullLiteral(RayType type) => type switch
    {
        RayType.I16 => "0Nh"u8,
        RayType.I32 => "0Ni"u8,
        RayType.F32 => "0Ne"u8,
        RayType.F64 => "0Nf"u8,
        RayType.Date => "0Nd"u8,
        RayType.Time => "0Nt"u8,
        RayType.Timestamp => "0Np"u8,
        RayType.Timespan => "0Nn"u8,
        RayType.Guid => "0Ng"u8,
        _ => "0Nl"u8,
    };

    private void AppendNumber(Value value)
    {
        switch (value.Type)
        {
            case RayType.B8:
                _text.Append(value.Bits != 0 ? "true"u8 : "false"u8);
                break;
            case RayType.U8:
                _text.Append($"0x{value.Bits:x2}");
                break;
            case RayType.F32:
                RayfallFloat.AppendSingle(_text, (float)value.Double);
                break;
            case RayType.F64:
                RayfallFloat.Append(_text, value.Double);
                break;
            case RayType.Date:
                RayfallMoment.AppendDate(_text, (int)value.Bits);
                break;
            case RayType.Time:
                RayfallMoment.AppendTime(_text, (int)value.Bits);
                break;
            case RayType.Timestamp:
                RayfallMoment.AppendTimestamp(_text, value.Bits);
                break;
            case RayType.Timespan:
                RayfallMoment.AppendTimespan(_text, value.Bits);
                break;
            default:
                _text.Append(value.Bits);
                break;
        }
    }

    /// <summary>A decimal with six significant digits, as C's <c>%g</c> has it: ties go to the even digit.</summary>
    private void AppendShortest(double value)
    {
        if (value == 0)
        {
            _text.Append("0"u8);
            return;
        }

        // .NET rounds ties up; only a number that ends with the digit 5 behind those shown is one.
        var exact = value.ToString("E30", CultureInfo.InvariantCulture);
        var mantissa = exact.AsSpan(value < 0 ? 1 : 0);
        var isTie = mantissa[Significant + 1] == '5'
            && mantissa[(Significant + 2)..mantissa.IndexOf('E')].IndexOfAnyExcept('0') < 0;
        if (isTie && (mantissa[Significant] - '0') % 2 == 0)
            value = double.Parse(exact.AsSpan(0, exact.Length - mantissa.Length + Significant + 1).ToString()
                + mantissa[mantissa.IndexOf('E')..].ToString(), CultureInfo.InvariantCulture);
        _text.Append(value.ToString("G6", CultureInfo.InvariantCulture).ToLowerInvariant());
    }

    private void Account()
    {
        if (_text.Length - _charged < Budget.BlockSize)
            return;
        budget.Charge(2L * (_text.Length - _charged));
        _charged = _text.Length;
    }
}
