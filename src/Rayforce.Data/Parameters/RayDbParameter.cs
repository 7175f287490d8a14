using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Rayforce.Data;

/// <summary>
/// A parameter of a command. Its value travels as a value, by the table of <see cref="RayConvert"/>, and is never
/// written into the text; a text is a String, and <see cref="DbType.StringFixedLength"/> makes it a Symbol.
/// </summary>
public sealed class RayDbParameter : DbParameter
{
    private DbType? _type;

    /// <summary>Makes a parameter without a name or value.</summary>
    public RayDbParameter()
    {
    }

    /// <summary>Makes a parameter.</summary>
    /// <param name="name">Its name, with <c>@</c> or without.</param>
    /// <param name="value">Its value.</param>
    public RayDbParameter(string name, object? value) => (ParameterName, Value) = (name, value);

    /// <summary>The type to send. By itself it follows the value.</summary>
    public override DbType DbType
    {
        get => _type ?? ParameterValue.TypeOf(Value);
        set => _type = value;
    }

    /// <summary>Into the command only.</summary>
    /// <exception cref="NotSupportedException">It is set to another direction.</exception>
    public override ParameterDirection Direction
    {
        get => ParameterDirection.Input;
        set
        {
            if (value != ParameterDirection.Input)
                throw new NotSupportedException("A parameter of Rayforce goes into a command and does not come out.");
        }
    }

    /// <inheritdoc/>
    public override bool IsNullable { get; set; } = true;

    /// <summary>The name, with <c>@</c> or without.</summary>
    [AllowNull]
    public override string ParameterName { get; set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Not used.</summary>
    public override int Size { get; set; }

    /// <inheritdoc/>
    [AllowNull]
    public override string SourceColumn { get; set => field = value ?? string.Empty; } = string.Empty;

    /// <inheritdoc/>
    public override bool SourceColumnNullMapping { get; set; }

    /// <summary>The value; null and <see cref="DBNull"/> are Rayforce's null.</summary>
    public override object? Value { get; set; }

    /// <summary>The name without a mark.</summary>
    internal string PlainName => ParameterName.TrimStart('@', ':', '?', '$');

    /// <inheritdoc/>
    public override void ResetDbType() => _type = null;

    /// <summary>The value as it is sent.</summary>
    /// <exception cref="NotSupportedException">The value has no Rayforce type.</exception>
    internal RayObject ToRayObject() => ParameterValue.ToRay(Value, _type);
}
