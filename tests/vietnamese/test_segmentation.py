import subprocess
import sys
import textwrap
import threading

from qa_cchc.vietnamese.segmentation import word_count, words


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_syllables_of_one_word_are_joined():
    assert words("Tỷ lệ hồ sơ trực tuyến của thị xã") == ["Tỷ_lệ", "hồ_sơ", "trực_tuyến", "của", "thị_xã"]


def test_decomposed_text_segments_like_composed_text():
    composed = "cải cách thủ tục hành chính"
    assert words("ca\u0309i ca\u0301ch thu\u0309 tu\u0323c ha\u0300nh chi\u0301nh") == words(composed)


def test_nothing_but_space_has_no_words():
    assert words("") == words(" \n\t ") == []
    assert word_count("") == 0


def test_punctuation_is_not_counted():
    assert word_count("Hồ sơ: 246, đạt 100%.") == word_count("Hồ sơ 246 đạt 100")


def test_the_list_given_out_is_the_callers_own():
    first = words("cải cách hành chính")
    first.append("x")
    assert words("cải cách hành chính")[-1] != "x"


def test_threads_get_the_same_words():
    results = []
    text = "Bộ phận Một cửa giải quyết hồ sơ đúng hạn"
    threads = [threading.Thread(target=lambda: results.append(tuple(words(text)))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 8 and len(set(results)) == 1


def test_segmenting_loads_no_torch_and_leaves_no_trace_of_the_stand_in():
    out = run(
        """
        import sys
        from qa_cchc.vietnamese.segmentation import words
        words("hồ sơ trực tuyến")
        print([n for n in sys.modules if n.split(".")[0] in ("torch", "transformers", "sklearn", "underthesea")])
        """
    )
    assert out == "[]"


def test_underthesea_itself_can_still_be_imported_afterwards():
    out = run(
        """
        from qa_cchc.vietnamese.segmentation import words
        before = words("hồ sơ trực tuyến")
        import underthesea
        print(underthesea.__file__ is not None, underthesea.word_tokenize("hồ sơ trực tuyến"))
        assert words("một cửa liên thông") and before == words("hồ sơ trực tuyến")
        """
    )
    assert out == "True ['hồ sơ', 'trực tuyến']"
