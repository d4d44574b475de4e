namespace LiveBoard.Prose;

/// <summary>One sentence, or part of one, in both languages; <c>{0}</c> and on stand for the same things in both.</summary>
internal sealed record Phrase(string Vi, string En);
