using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Grains.Interfaces.Deadlines;
using LiveBoard.Wire;

namespace LiveBoard.Simulator;

/// <summary>
/// Answers one request piece by piece: so many questions at a time are read, asked and written, so that memory is bounded however
/// long the explanations are, and one request never takes more than one processor.
/// </summary>
internal sealed class SimulationRun(IDeadlineGrain deadlines, IReadOnlyList<JsonElement> items)
{
    /// <summary>Most questions of one request.</summary>
    public const int MaxItems = 10_000;

    /// <summary>Steps that the explanations of one request may have together; about a hundred for each of 10,000.</summary>
    public const int MaxSteps = 1_000_000;

    private static readonly JsonSerializerOptions Brief = new(WireJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly SimulationReader _reader = new();
    private int _steps = MaxSteps;

    public async Task WriteAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        // The first answers come before the first byte, so that a service that is away is told by the status.
        var done = 0;
        var answers = await NextAsync(done, cancellationToken);
        response.ContentType = "application/json; charset=utf-8";
        await using var writer = new Utf8JsonWriter(response.BodyWriter, new JsonWriterOptions { Encoder = Brief.Encoder });
        writer.WriteStartArray();
        for (; answers.Count > 0; answers = await NextAsync(done, cancellationToken))
        {
            foreach (var answer in answers)
                JsonSerializer.Serialize(writer, answer, Brief);
            done += answers.Count;
            await writer.FlushAsync(cancellationToken);
            await response.BodyWriter.FlushAsync(cancellationToken);
        }
        writer.WriteEndArray();
    }

    private async Task<IReadOnlyList<SimulationResult>> NextAsync(int done, CancellationToken cancellationToken)
    {
        var questions = ImmutableArray.CreateBuilder<SimulationItem>();
        var unreadable = new List<SimulationResult?>();
        foreach (var item in items.Skip(done).Take(SimulationItem.MaxItems))
            unreadable.Add(Read(item, questions));
        var answers = questions.Count == 0 ? [] : await deadlines.SimulateAsync(questions.DrainToImmutable(), _steps, cancellationToken);
        _steps = Math.Max(0, _steps - answers.Sum(answer => answer.Explanation?.Length ?? 0));
        var next = 0;
        return unreadable.ConvertAll(result => result ?? answers[next++]);
    }

    /// <summary>The answer to a question that cannot be asked, or null.</summary>
    private SimulationResult? Read(JsonElement json, ImmutableArray<SimulationItem>.Builder questions)
    {
        try
        {
            questions.Add(_reader.Read(json));
            return null;
        }
        catch (BadItemException bad)
        {
            return SimulationResult.Failed(bad.Code, bad.Message);
        }
        catch (InvalidOperationException)
        {
            // The text of a field is asked for only when it is read; half a character shows then.
            return SimulationResult.Failed("bad-field", "A text holds half a character (a lone surrogate such as \\ud800). Send plain UTF-8 text.");
        }
    }
}
