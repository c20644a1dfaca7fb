"""An invented article of one sentence, for tests of commands."""

ARTICLE = """---
title: 甲乙经开区服务企业
publisher: 甲乙日报
published: 2024-05-06
rights: own-digest
subject: 甲乙经开区
---

今年以来，甲乙经开区办理“拿地即开工”项目7个，平均提前开工约3个月。
"""
