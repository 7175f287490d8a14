using Microsoft.AspNetCore.Components;
using Rayforce.Console.Browser;

namespace Rayforce.Console.Results;

/// <summary>Numeric columns of rows in a chart, with the choice of what is drawn.</summary>
public sealed partial class ResultChart
{
    private readonly string _id = $"chart-{Guid.NewGuid():N}";
    private string _axis = ChartData.RowNumber;
    private IReadOnlyList<string> _series = [];
    private (ResultRows Rows, int Count, string Theme, string Axis, string Series) _wanted;
    private ChartData? _data;
    private bool _isDrawn;

    /// <summary>The rows.</summary>
    [Parameter]
    [EditorRequired]
    public ResultRows Rows { get; set; } = null!;

    /// <summary>The column of the axis that was chosen, or null.</summary>
    [Parameter]
    public string? Axis { get; set; }

    /// <summary>The columns that were chosen, or null.</summary>
    [Parameter]
    public IReadOnlyList<string>? Series { get; set; }

    /// <summary>The colours of the page; in others the chart is drawn anew.</summary>
    [Parameter]
    public string Theme { get; set; } = "";

    /// <summary>Told what is chosen.</summary>
    [Parameter]
    public EventCallback<(string Axis, IReadOnlyList<string> Series)> Chosen { get; set; }

    /// <inheritdoc/>
    public void Dispose() => Charts.Remove(_id);

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        _axis = Axis is not null && (Axis == ChartData.RowNumber || Rows.Names.Contains(Axis)) ? Axis : ChartData.AxisOf(Rows);
        _series = Series ?? [.. ChartData.SeriesOf(Rows).Where(name => name != _axis).Take(ChartData.MaxSeries)];
        var wanted = (Rows, Rows.Count, Theme, Axis: _axis, Series: string.Join('\n', _series));
        if (wanted == _wanted)
            return;
        _wanted = wanted;
        _data = ChartData.Of(Rows, _axis, _series);
        _isDrawn = false;
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (_isDrawn)
            return;
        _isDrawn = true;
        if (_data is null)
            Charts.Remove(_id);
        else
            Charts.Draw(_id, _data.Names, _data.Kind, _data.Numbers, _data.Categories);
    }

    private string Describe() => _data is null ? "No chart" : $"{string.Join(", ", _data.Names[1..])} over {_data.Names[0]}";

    private Task ChooseAxisAsync(ChangeEventArgs change) => Chosen.InvokeAsync(((string?)change.Value ?? "", _series));

    private Task ToggleAsync(string name) => Chosen.InvokeAsync(
        (_axis, _series.Contains(name) ? [.. _series.Where(each => each != name)] : [.. _series, name]));
}
